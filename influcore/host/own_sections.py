"""The sections of the settings that are influcore's own: ``[core]`` and ``[plugins]``."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from attrs import Attribute, Factory, frozen

from influcore.contributions.form import opt


def _absolute(_: object, __: object, values: tuple[str, ...]) -> None:
    for value in values:
        if not Path(value).is_absolute():
            raise ValueError(f"“{value}” must be an absolute path")


def _at_home(values: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(str(Path(value).expanduser()) for value in values)


def _not_negative(_: object, attribute: Attribute[float], value: float) -> None:
    if not value >= 0:
        raise ValueError(f"{attribute.name} must not be negative, as {value} is")


def _positive(_: object, attribute: Attribute[int], value: int) -> None:
    if value < 1:
        raise ValueError(f"{attribute.name} must be at least 1, not {value}")


@frozen(kw_only=True)
class PluginsSettings:
    """The section ``[plugins]``: names to leave out, and folders whose files are plugins (absolute, or under ``~``)."""

    block: tuple[str, ...] = opt("Plugins to leave out.", default=())
    dirs: tuple[str, ...] = opt(
        "Folders whose files are plugins; absolute, or under ~.", default=(), converter=_at_home, validator=_absolute
    )


@frozen(kw_only=True)
class CoreSettings:
    """The section ``[core]``. ``universe``: people who could be reached, 0 where unknown."""

    tiers: Mapping[str, int] = opt("From how many followers on each tier begins; the built-in tiers where empty.",
                                   default=Factory(dict))  # fmt: skip
    universe: int = opt("People who could be reached at all; 0 where unknown.", default=0, validator=_not_negative)
    seed: int = opt("Forecasts of one seed are the same.", default=1)
    worlds: int = opt("How many futures a forecast draws.", default=1000, validator=_positive)
    model: str = opt("The forecasting model; the hierarchical one where empty.", default="")
    kpi_sets: Mapping[str, tuple[str, ...]] = opt(
        "The KPIs on the plans of an objective, and those that a platform adds; the built-in sets where absent.",
        default=Factory(dict),
    )
    recent_posts: int = opt("How many of a creator's newest posts say what is typical.", default=20,
                            validator=_positive)  # fmt: skip
    deadline: float = opt("Seconds after which a plugin that does not answer is left behind; 0 waits for ever.",
                          default=10.0, validator=_not_negative)  # fmt: skip
    write_deadline: float = opt(
        "Seconds after which what a plugin's action writes is taken back; 0 waits for ever.",
        default=60.0, validator=_not_negative,
    )  # fmt: skip


# A project's file may not make a start hang.
CORE_PERSONAL = frozenset({"deadline", "write_deadline"})
