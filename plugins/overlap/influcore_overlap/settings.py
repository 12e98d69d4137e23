"""What a user may set in the section ``[overlap]``."""

from __future__ import annotations

from attrs import Attribute, frozen

from influcore import Settings, opt


def _share(_: object, attribute: Attribute[float], value: float) -> None:
    if not 0 < value <= 1:
        raise ValueError(f"{attribute.name} {value} must be a share above 0, at most 1")


def _not_negative(_: object, attribute: Attribute[int], value: int) -> None:
    if value < 0:
        raise ValueError(f"{attribute.name} {value} must not be negative")


@frozen(kw_only=True)
class OverlapSettings:
    """``double_paid``: from which share of the smaller audience on two creators are pointed out (our assumption).

    ``complete``: from which share of the stated followers on a list counts as complete (our assumption).
    ``universe``: people who could be reached; used where no lists say how audiences overlap, 0 where unknown.
    """

    double_paid: float = opt(
        "From which share of the smaller audience on two creators are pointed out.", default=0.5, validator=_share
    )
    complete: float = opt(
        "From which share of the stated followers on a list counts as complete.", default=0.9, validator=_share
    )
    universe: int = opt(
        "People who could be reached, for where no lists say how audiences overlap; 0 where unknown.",
        default=0, validator=_not_negative,
    )  # fmt: skip


SETTINGS = Settings(name="overlap", help="What counts as shared, and as known.", form=OverlapSettings)
