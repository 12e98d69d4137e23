"""Forms: an attrs class is the form; its annotations are the types, `opt` says the rest."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NewType

from attrs import NOTHING, field as attrs_field

LongText = NewType("LongText", str)
Secret = NewType("Secret", str)
RESERVED = frozenset({"json", "csv", "html", "part", "sort", "match", "limit"})


def opt(
    help: str,
    *,
    label: str = "",
    ref: str = "",
    choices: tuple[str, ...] | Callable[[Any], tuple[str, ...]] = (),
    short: str = "",
    arg: bool = False,
    unit: str = "",
    example: str = "",
    default: Any = NOTHING,
    **field_options: Any,
) -> Any:
    """Declare one field of a form.

    :param help: one line that ends with a stop.
    :param label: what a form calls it; the field's name in words otherwise.
    :param ref: the kind of entity its text names (``campaign``): for completion, drill-down and checking.
    :param choices: allowed values, where the annotation does not already say them.
    :param short: one letter for the command line.
    :param arg: a positional argument on the command line instead of an option.
    :param unit: shown behind the field.
    :param example: shown where the field is empty, and in the help.
    """
    meta = {
        "help": help, "label": label, "ref": ref, "choices": choices, "short": short, "arg": arg, "unit": unit,
        "example": example,
    }  # fmt: skip
    return attrs_field(default=default, metadata={"influcore": meta}, **field_options)
