"""Values as people type them, and back: exact, bounded, ASCII digits only, the same in every face."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Sequence
from typing import Any

from influcore.entities import Money, format_money, parse_money

_INT = re.compile(r"[+-]?[0-9]{1,19}")
_NUMBER = re.compile(r"[+-]?[0-9]{1,25}(?:\.[0-9]{1,25})?(?:[eE][+-]?[0-9]{1,3})?")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_TIME = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}[ T][0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,6})?)?"
    r"\s?(?:Z|[+-][0-9]{2}:[0-9]{2}(?::[0-9]{2})?)?"
)
_ITEM = re.compile(r'\s*+(?:"(?P<quoted>(?:[^"]|"")*)"\s*(?=,|\Z)|(?P<plain>[^",][^,]*|(?=,|\Z)))(?:,|\Z)')
_QUOTES = re.compile(r'(?:"")+')
_YES, _NO = frozenset({"yes", "true", "on", "1", "y"}), frozenset({"no", "false", "off", "0", "n"})


def format_value(value: object, *, optional: bool = False) -> str:
    """Write a value the way `parse_text` reads it. None is ''; where None is possible an empty text is ``""``.

    For the same reason an empty list is a lone comma there.
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Money):
        return format_money(value)
    if isinstance(value, dt.datetime):
        return value.isoformat(sep=" ")
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, float):
        return repr(value)
    if isinstance(value, tuple | list):
        return format_items(value) or ("," if optional else "")
    text = str(value)
    return f'"{text}"' if optional and (not text or _QUOTES.fullmatch(text)) else text


def format_items(items: Sequence[object]) -> str:
    """Join with commas; an item that holds a comma, begins with a quote, or has blank ends, stands in quotes."""
    return ", ".join(_quoted(str(item)) for item in items)


def parse_items(text: str) -> tuple[str, ...]:
    """Split at commas outside quotes. Errors: ValueError where a quote is not closed."""
    items, position = [], 0
    while position < len(text):
        match = _ITEM.match(text, position)
        if match is None:
            raise ValueError(f"“{text[position:][:40].strip()}”: close the quote, and put a comma behind it")
        if match["quoted"] is not None:
            items.append(match["quoted"].replace('""', '"'))
        elif plain := match["plain"].strip():
            items.append(plain)
        if match.end() == position:
            break
        position = match.end()
    return tuple(items)


def parse_text(kind: str, text: str, choices: Sequence[str] = (), *, optional: bool = False) -> Any:
    """Read one value of a kind of `Param`. Errors: ValueError says what was expected."""
    if kind in ("text", "longtext", "secret"):
        return text[2:] if optional and _QUOTES.fullmatch(text) else text
    if kind == "list":
        items = parse_items(text)
        return tuple(_one_of(item, choices) for item in items) if choices else items
    text = text.strip()
    if kind == "ref":
        return text
    if kind == "choice":
        return _one_of(text, choices)
    return _READERS[kind](text)


def _quoted(item: str) -> str:
    plain = bool(item) and "," not in item and item[0] != '"' and item == item.strip()
    return item if plain else '"' + item.replace('"', '""') + '"'


def _one_of(text: str, choices: Sequence[str]) -> str:
    if text in choices:
        return text
    folded = [c for c in choices if c.casefold().replace("-", " ") == text.casefold().replace("-", " ")]
    if len(folded) == 1:
        return folded[0]
    raise ValueError(f"“{text}” is none of {', '.join(choices)}")


def _int(text: str) -> int:
    if not _INT.fullmatch(text) or not -(2**63) <= int(text) < 2**63:
        raise ValueError(f"“{text[:40]}” is no whole number; write it as 12000")
    return int(text)


def _number(text: str) -> float:
    if not _NUMBER.fullmatch(text) or not math.isfinite(float(text)):
        raise ValueError(f"“{text[:40]}” is no number; write it as 1200.5")
    return float(text)


def _flag(text: str) -> bool:
    if text.casefold() in _YES | _NO:
        return text.casefold() in _YES
    raise ValueError(f"“{text[:40]}” is neither yes nor no")


def _date(text: str) -> dt.date:
    try:
        if _DATE.fullmatch(text):
            return dt.date.fromisoformat(text)
    except ValueError as error:
        raise ValueError(f"“{text}” is no day: {error}") from error
    raise ValueError(f"“{text[:40]}” is no day; write it as 2026-12-31")


def _datetime(text: str) -> dt.datetime:
    try:
        if _TIME.fullmatch(text):
            return dt.datetime.fromisoformat(text[:11] + text[11:].replace(" ", ""))
    except ValueError as error:
        raise ValueError(f"“{text}” is no time: {error}") from error
    missing = "add the time of day" if _DATE.fullmatch(text) else "write it"
    raise ValueError(f"“{text[:40]}” is no point in time; {missing}, as in 2026-12-31 18:00")


_READERS = {
    "int": _int, "number": _number, "flag": _flag, "date": _date, "datetime": _datetime, "money": parse_money,
}  # fmt: skip
