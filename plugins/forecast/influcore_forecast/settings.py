"""What a user may set in the section ``[forecast]``."""

from __future__ import annotations

from pathlib import Path

from attrs import frozen

from influcore import Settings, opt


def _at_home(value: str) -> str:
    return str(Path(value).expanduser()) if value else ""


def _absolute(_: object, __: object, value: str) -> None:
    if value and not Path(value).is_absolute():
        raise ValueError(f"data_dir “{value}” must be an absolute path")


@frozen(kw_only=True)
class ForecastSettings:
    """``rate_card`` values engagements; files in ``data_dir`` go before the figures and cards of this package.

    Skeepers-like is the default card: it values likes and comments, which every public history has, and so does not
    rest on impressions that nobody has counted.
    """

    rate_card: str = opt("The rate card that values engagements as EMV.", default="skeepers-like")
    data_dir: str = opt(
        "A folder whose files go before the figures and cards of this package; absolute, or under ~.",
        default="", converter=_at_home, validator=_absolute,
    )  # fmt: skip


SETTINGS = Settings(name="forecast", help="What forecasts and EMV rest on.", form=ForecastSettings)
