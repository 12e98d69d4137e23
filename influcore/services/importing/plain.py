"""Text from files made fit to be stored: names keep their letters and lose what can not be seen."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TypeVar

T = TypeVar("T")
LONGEST_NAME = 200


def plain_name(text: str) -> str:
    """Take out invisible characters (controls, direction marks) and runs of blanks; emoji joiners stay."""
    if not text.isprintable():
        text = "".join(
            c for c in text if c in "\u200c\u200d" or unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Co")
        )
    return re.sub(r"\s+", " ", text).strip()[:LONGEST_NAME]


def batches(items: Iterable[T], size: int) -> Iterator[Sequence[T]]:
    """Give the items in lists of at most ``size``."""
    source = iter(items)
    while some := list(islice(source, size)):
        yield some
