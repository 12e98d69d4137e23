"""Text that a terminal can be trusted with: cleaned, measured and cut. Imports nothing heavy."""

from __future__ import annotations

import re
from functools import lru_cache

_BLANKS = r"\r\n|[\t\n\v\f\r\x85\u2028\u2029]"
# What a terminal would obey, and what turns the reading order round: C0, C1, surrogates; then format characters.
_CONTROL = r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]"
_FORMAT = r"[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
_JOINER, _EMOJI_STYLE = "\u200d", "\ufe0f"


def clean(text: str) -> str:
    """Make text from outside safe for a terminal: blanks for line ends and tabs, � for controls, no bidi marks."""
    if text.isprintable():
        return text
    blanks, control, marks = _patterns()
    return marks.sub("", control.sub("\ufffd", blanks.sub(" ", text)))


def width(text: str) -> int:
    """Say how many cells a clean text takes. Source: Unicode UAX 11; a joined emoji counts once."""
    if text.isascii() or _narrow().fullmatch(text):
        return len(text)
    return sum(cells for _, cells in _cells(text))


def cut(text: str, room: int) -> str:
    """Shorten a clean text to at most ``room`` cells, ending in … where something is missing."""
    if width(text) <= room:
        return text
    kept, used = [], 0
    for character, cells in _cells(text):
        if used + cells > room - 1:
            break
        kept.append(character)
        used += cells
    return "".join(kept).rstrip() + "…" if room > 0 else ""


def pad(text: str, room: int, *, right: bool = False) -> str:
    """Fill a clean text up with blanks to ``room`` cells; ``right`` puts them before it."""
    blanks = " " * (room - width(text))
    return blanks + text if right else text + blanks


def wrapped(text: str, room: int) -> list[str]:
    """Break a clean text at blanks into lines of at most ``room`` cells; a longer word is broken anywhere."""
    if width(text) <= room:
        return [text]
    lines, used = [""], 0
    for word in text.split(" "):
        cells = width(word)
        if lines[-1] and used + 1 + cells <= room:
            lines[-1] += f" {word}"
            used += 1 + cells
            continue
        pieces = [word] if cells <= room else _broken(word, room)
        lines += pieces if lines[-1] else []
        if not lines[-1]:
            lines[-1:] = pieces
        used = width(lines[-1])
    return lines


def _broken(word: str, room: int) -> list[str]:
    pieces, used = [""], 0
    for character, cells in _cells(word):
        if used + cells > room and pieces[-1]:
            pieces.append("")
            used = 0
        pieces[-1] += character
        used += cells
    return pieces


@lru_cache(maxsize=1)
def _narrow() -> re.Pattern[str]:
    """Match what is one cell a character without looking each one up: Latin, Greek, Cyrillic, marks, arrows, rules."""
    return re.compile(
        "[ -~\u00a0-\u02ff\u0370-\u0482\u048a-\u052f\u2010-\u2027\u2030-\u205e\u20a0-\u20c0\u2190-\u22ff\u2500-\u259f]*"
    )


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], ...]:
    """Compile when first needed: most text is clean, and the command line's help never pays for it."""
    return tuple(re.compile(pattern) for pattern in (_BLANKS, _CONTROL, _FORMAT))


def _cells(text: str) -> list[tuple[str, int]]:
    import unicodedata

    found: list[tuple[str, int]] = []
    for character in text:
        before = found[-1][0][-1] if found else ""
        if character == _EMOJI_STYLE and found:
            found[-1] = (found[-1][0] + character, max(found[-1][1], 2))
        elif found and (
            before == _JOINER or unicodedata.category(character) in ("Mn", "Me", "Cf") or _joins(character)
        ):
            found[-1] = (found[-1][0] + character, found[-1][1])
        else:
            found.append((character, 2 if unicodedata.east_asian_width(character) in "WF" else 1))
    return found


def _joins(character: str) -> bool:
    """Say whether it changes the one before and takes no cell: a skin tone, a vowel or end of a Hangul syllable."""
    return (
        "\U0001f3fb" <= character <= "\U0001f3ff"
        or "\u1160" <= character <= "\u11ff"
        or "\ud7b0" <= character <= "\ud7ff"
    )
