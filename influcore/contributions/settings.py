"""What a plugin lets its users set."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from attrs import field, frozen


def _names(names: Iterable[str]) -> frozenset[str]:
    return frozenset(names)


@frozen(kw_only=True)
class Settings:
    """A plugin's section of the settings. ``name`` is the plugin's own name.

    ``form`` is an attrs class whose fields all have a default and a help text (`opt`, or ``metadata={"help": …}``).
    A field of the type `Secret` is asked for without echo, kept apart, and shown nowhere. ``personal`` names fields
    that a project's file may not set: addresses to which secrets or data are sent.
    """

    name: str
    help: str
    form: type[Any]
    personal: frozenset[str] = field(default=frozenset(), converter=_names)
