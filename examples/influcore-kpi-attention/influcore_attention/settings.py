"""What users may set: the section ``[attention]``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files

from attrs import Attribute, Factory, frozen
from influcore import Settings, opt


@lru_cache(maxsize=1)
def shipped() -> Mapping[str, float]:
    """Read the dated file."""
    text = files(__package__ or "influcore_attention").joinpath("seconds.toml").read_text(encoding="utf-8")
    return dict(tomllib.loads(text)["seconds"])


def _positive(_: object, attribute: Attribute[Mapping[str, float]], values: Mapping[str, float]) -> None:
    for name, seconds in values.items():
        if not seconds > 0:
            raise ValueError(f"{attribute.name}.{name} must be more than 0 seconds, not {seconds}")


@frozen(kw_only=True)
class AttentionSettings:
    """Seconds of attention; each field has a default and a help text."""

    seconds: Mapping[str, float] = opt(
        "Seconds that a view holds somebody, by platform or platform_format; beside those that ship.",
        default=Factory(dict), validator=_positive,
    )  # fmt: skip

    def of(self, platform: str, format_name: str) -> float | None:
        """Give the seconds of a view: the format's before the platform's, the user's before those that ship."""
        for name in (f"{platform}_{format_name}", platform):
            found = self.seconds.get(name, shipped().get(name))
            if found is not None:
                return found
        return None


SETTINGS = Settings(name="attention", help="Seconds of attention by platform and format.", form=AttentionSettings)
