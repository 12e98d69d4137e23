"""From a form's params to click options and arguments, and from what was typed to the form's texts."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from typing import Any

import click

from influcore.errors import InvalidInput

from .completion import complete

Param = Mapping[str, Any]
MANY_CHOICES = 40
# An empty text that was typed is meant to be empty, not left as it is: see `influcore.contributions.emptied`.
_EMPTIED = {"text": '""', "longtext": '""', "list": ","}


def click_params(params: Iterable[Param], *, first_is_argument: bool = False) -> list[click.Parameter]:
    """Make click's parameters. All values stay texts, so that `parse_form` can complain of everything at once."""
    made: list[click.Parameter] = []
    for place, param in enumerate(params):
        if param["arg"] or (first_is_argument and place == 0):
            made.append(_argument(param))
        else:
            made.append(_option(param))
    return made


def texts_of(params: Iterable[Param], given: Mapping[str, Any]) -> dict[str, Any]:
    """Give what was typed, by field; what was not typed is left out."""
    texts: dict[str, Any] = {}
    for param in params:
        name = param["name"]
        value = given.get(name)
        if param["kind"] == "secret":
            value = _secret(param, given.get(f"{name}_file"))
        if value is None or value == ():
            continue
        if param["kind"] == "longtext" and value == "-":
            value = sys.stdin.read()
        texts[name] = _EMPTIED.get(param["kind"], "") if value in ("", ("",)) and param["optional"] else value
    return texts


def in_words_of_options(
    error: InvalidInput, params: Iterable[Param], *, first_is_argument: bool = False
) -> InvalidInput:
    """Name the complaints by option, as the user typed them."""
    words = {
        p["name"]: _upper(p) if p["arg"] or (first_is_argument and place == 0) else _flag(p)
        for place, p in enumerate(params)
    }
    told = []
    for name, text in error.problems:
        word = words.get(name, name)
        told.append(f"{word} {text}" if text.startswith("is needed") else f"{word}: {text}" if word else text)
    path = click.get_current_context().command_path
    return InvalidInput("; ".join(told) or error.message, hint=error.hint or f"see `{path} --help`")


def _argument(param: Param) -> click.Argument:
    many = param["kind"] == "list"
    word = _upper(param) + ("..." if many else "")
    return click.Argument(
        [param["name"]],
        required=False,
        nargs=-1 if many else 1,
        metavar=word if param["required"] else f"[{word}]",
        help=_help(param),
        shell_complete=complete(param),
    )


def _option(param: Param) -> click.Option:
    names = [f"-{param['short']}"] if param["short"] else []
    if param["kind"] == "flag":
        both = param["optional"] or param["default"] == "yes"
        flag = f"{_flag(param)}/--no-{_flag(param)[2:]}" if both else _flag(param)
        return click.Option([*names, flag, param["name"]], is_flag=True, default=None, help=_help(param))
    if param["kind"] == "secret":
        return click.Option(
            [*names, f"{_flag(param)}-file", f"{param['name']}_file"],
            metavar="FILE",
            help=f"{_help(param)} Read from a file, - for standard input; else asked for.",
        )
    return click.Option(
        [*names, _flag(param), param["name"]],
        metavar=_metavar(param),
        multiple=param["kind"] == "list",
        help=_help(param),
        shell_complete=complete(param),
    )


def _flag(param: Param) -> str:
    return "--" + str(param["name"]).replace("_", "-")


def _upper(param: Param) -> str:
    return str(param["name"]).upper()


def _metavar(param: Param) -> str:
    if param["choices"]:
        joined = "|".join(param["choices"])
        return f"[{joined}]" if len(joined) <= MANY_CHOICES else param["name"].upper()
    kinds = {"int": "N", "number": "N", "date": "DAY", "datetime": "TIME", "money": "MONEY", "list": "A,B,…"}
    if param["kind"] in ("ref", "list") and param["ref"]:
        return str(param["ref"]).upper() + (",…" if param["kind"] == "list" else "")
    return kinds.get(param["kind"], "TEXT")


def _help(param: Param) -> str:
    parts = [str(param["help"])]
    if param["unit"]:
        parts.append(f"In {param['unit']}.")
    if param["choices"] and len("|".join(param["choices"])) > MANY_CHOICES:
        parts.append(f"One of: {', '.join(param['choices'])}.")
    if param["kind"] == "longtext":
        parts.append("- reads standard input.")
    notes = []
    if param["example"]:
        notes.append(f"as in {param['example']}")
    if param["required"]:
        notes.append("required")
    elif param["default"] and param["kind"] != "flag":
        notes.append(f"default: {param['default']}")
    return " ".join(parts) + (f" [{'; '.join(notes)}]" if notes else "")


def _secret(param: Param, file: str | None) -> str | None:
    """Read a secret from a file, or ask for it; never from the command line, which others can see."""
    from .say import can_ask

    if file == "-":
        return sys.stdin.readline().rstrip("\r\n")
    if file:
        from pathlib import Path

        return Path(file).read_text(encoding="utf-8").rstrip("\r\n")
    if param["required"] and can_ask():
        import getpass

        return getpass.getpass(f"{param['label']}: ")
    return None
