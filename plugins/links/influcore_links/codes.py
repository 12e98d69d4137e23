"""Short codes: unguessable, easy to read aloud, without words in them."""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable, Sequence

# No 0 o 1 l i, which are mistaken for one another, and no vowels, so that no code is a word.
ALPHABET = "23456789bcdfghjkmnpqrstvwxyz"
# 28 ** 8 codes: among 10,000 links a guess hits once in 38 million tries.
LENGTH = 8
_CODE = re.compile(rf"[{ALPHABET}]{{7,32}}")


def check_code(code: str) -> None:
    """Refuse what `new_code` could not have made."""
    if not _CODE.fullmatch(code):
        raise ValueError(f"“{code[:40]}” is no short code of 7 to 32 characters from {ALPHABET}")


def is_code(text: str) -> bool:
    """Say whether this has the form of a code."""
    return _CODE.fullmatch(text) is not None


def new_code(
    is_taken: Callable[[str], bool], choose: Callable[[Sequence[str]], str] = secrets.choice, length: int = LENGTH
) -> str:
    """Make a code that is not taken yet, one character longer after every five that were."""
    tries = 0
    while True:
        code = "".join(choose(ALPHABET) for _ in range(length + tries // 5))
        if not is_taken(code):
            return code
        tries += 1
        if length + tries // 5 > 32:
            raise RuntimeError("no free short code: the source of chance repeats itself")
