"""Numbers as people and platforms write them: exact, bounded, ASCII digits only, never a guess between two meanings.

Arithmetic is on integers, so that 304.9K is 304900 and not 304899.99…; NaN, Infinity, ``1_000``, other alphabets'
digits and powers of ten are refused, since ``float`` and ``Decimal`` would take them.
"""

from __future__ import annotations

import re
from functools import lru_cache

_THOUSANDS = {"k": 3, "m": 6, "b": 9, "bn": 9, "mil": 3, "mi": 6, "tsd": 3, "mio": 6, "mln": 6, "mrd": 9, "mld": 9}
_MISSING = frozenset(
    ("", "-", "--", "–", "—", "n/a", "n/a'", "na", "n.a.", "#n/a", "#n/v", "#n/d", "null", "none", "tbd", "tba", "?")
)
# What spreadsheets write for a broken formula: English, German, French, Spanish and Portuguese, Italian.
_BROKEN = re.compile(
    r"(?i)#(?:valor|value|wert|valeur|valore|ref|rif|bezug|div/0|name|nombre|nome|num|zahl|nul|null)[!?]"
)
_UNITS = r"(?:videos?|posts?|views?|likes?|followers?|subscribers?|comments?|shares?|plays?)"
_NUMBER = re.compile(
    rf"[~≈]?\s*(?P<sign>[-+]?)(?P<digits>[0-9][0-9.,'’\u00a0\u202f ]*)\s*(?P<word>[A-Za-z]{{0,3}})\.?(?:\s+{_UNITS})?"
)
_GROUPED = {mark: re.compile(rf"[0-9]{{1,3}}(?:{re.escape(mark)}[0-9]{{3}})+") for mark in (".", ",", "'", "’", " ")}
LONGEST = 40
LARGEST_DIGITS = 15


def is_missing(text: str) -> bool:
    """Say whether this stands for “no value”: blank, a dash, ``N/A'``, ``TBD``, a spreadsheet's error."""
    word = text.strip().casefold()
    return word in _MISSING or _BROKEN.fullmatch(word) is not None


def parse_number(text: str, decimal: str = "") -> int | float | None:
    """Read ``5,893,557``, ``304.9K``, ``~20K``, ``2,3 mil``; None where the text stands for “no value”.

    :param decimal: ``.`` or ``,`` where the file's locale is known; without it, text that has two meanings is refused.
    Errors: ValueError says what is wrong with the text.
    """
    if text.isdigit() and text.isascii() and len(text) <= LARGEST_DIGITS:
        return int(text)
    return _read(text, decimal) if text else None


@lru_cache(maxsize=8192)
def _read(text: str, decimal: str) -> int | float | None:
    if is_missing(text):
        return None
    bare = text.strip()
    match = _NUMBER.fullmatch(bare) if len(bare) <= LONGEST else None
    if match is None:
        raise ValueError(_complaint(bare))
    word = match["word"].casefold()
    if word and word not in _THOUSANDS:
        raise ValueError(f"“{word}” is no power of ten that we know")
    whole, part = _split(match["digits"].strip().replace("\u00a0", " ").replace("\u202f", " "), decimal, word)
    if len(whole.lstrip("0")) + _THOUSANDS.get(word, 0) > LARGEST_DIGITS or len(part) > LARGEST_DIGITS:
        raise ValueError(f"“{bare}” is larger or finer than any count")
    number = _scaled(whole, part, _THOUSANDS.get(word, 0))
    return -number if match["sign"] == "-" else number


def parse_count(text: str, decimal: str = "") -> int | None:
    """Read a whole number that is not negative, as `parse_number` does. Errors: ValueError."""
    number = parse_number(text, decimal)
    if number is None:
        return None
    if number < 0:
        raise ValueError(f"“{text.strip()}” is negative")
    if number != int(number):
        raise ValueError(f"“{text.strip()}” is no whole number")
    return int(number)


def _scaled(whole: str, part: str, power: int) -> int | float:
    part = part.rstrip("0")
    digits, places = int((whole or "0") + part), len(part)
    if places <= power:
        return int(digits * 10 ** (power - places))
    return float(digits) / float(10 ** (places - power))


def _split(digits: str, decimal: str, word: str) -> tuple[str, str]:
    """Take digits with marks apart into the whole part, ungrouped, and the decimal part."""
    marks = [c for c in digits if not c.isdigit()]
    last = marks[-1] if marks else ""
    if not _ends_in_decimals(digits, marks, decimal, word):
        return _ungrouped(digits, last), ""
    whole, _, part = digits.rpartition(last)
    if not part:
        raise ValueError(f"“{digits}” ends in a mark")
    return _ungrouped(whole, marks[0] if len(marks) > 1 else ""), part


def _ends_in_decimals(digits: str, marks: list[str], decimal: str, word: str) -> bool:
    """Say whether the last mark is the decimal one. Errors: ValueError where both meanings are possible."""
    if not marks or marks[-1] not in (".", ",") or marks.count(marks[-1]) > 1:
        return False
    last = marks[-1]
    whole, _, part = digits.rpartition(last)
    if decimal:
        return last == decimal
    if len(marks) > 1 or len(part) != 3 or whole == "0" or len(whole) > 3:
        return True
    if last == "," and not word:
        return False
    if last == "." and word:
        return True
    two = f"{whole}{part} or {whole}.{part}"
    raise ValueError(f"“{digits}{word}” may be {two}: say which mark is the decimal one (--locale)")


def _ungrouped(digits: str, mark: str) -> str:
    if digits.isdigit():
        return digits
    if mark in _GROUPED and _GROUPED[mark].fullmatch(digits):
        return re.sub(r"\D", "", digits)
    raise ValueError(f"“{digits}” has its marks in strange places")


def _complaint(text: str) -> str:
    short = text[:LONGEST]
    if re.search(r"[$€£¥₹]", text):
        return f"“{short}” is an amount of money, not a count"
    if re.fullmatch(r"[0-9.,]+\s*[-–]\s*[0-9.,]+", text):
        return f"“{short}” is a range"
    if re.fullmatch(r"[-+]?[0-9.]+[eE][-+]?[0-9]+", text):
        return f"“{short}” was cut to a power of ten by a spreadsheet; export it again as text"
    return f"“{short}” is no number"
