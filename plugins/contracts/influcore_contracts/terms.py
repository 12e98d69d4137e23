"""The rules that the terms of a contract keep, all complaints at once."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any, Literal

Exclusivity = Literal["none", "competitor", "category"]
SPANS = (("valid_from", "valid_to"), ("exclusivity_from", "exclusivity_to"), ("rights_from", "rights_to"))
LINES = (
    "title", "exclusivity_category", "rights_scope", "rights_purpose", "rights_territory",
)  # fmt: skip
TEXTS = ("disclosure", "note")


def complaints(terms: Mapping[str, Any]) -> Sequence[tuple[str, str]]:
    """List what is wrong with some terms, by field. Fields that are not given are not looked at."""
    found = [(name, complaint) for name in LINES if (complaint := _invisible(terms.get(name, "")))]
    found += [(name, complaint) for name in TEXTS if (complaint := _invisible(terms.get(name, ""), "\n\t"))]
    found += [
        ("exclusivity_competitors", c) for rival in terms.get("exclusivity_competitors", ()) if (c := _rival(rival))
    ]
    if "title" in terms and not terms["title"].strip():
        found.append(("title", "must not be empty"))
    if not re.fullmatch(r"([A-Z]{2})?", terms.get("law", "")):
        found.append(("law", f"“{terms['law']}” is no country code of two capitals, such as FR"))
    for first, last in SPANS:
        starts, ends = terms.get(first), terms.get(last)
        if starts and ends and ends < starts:
            found.append((last, f"{ends} is before {starts}"))
    return [*found, *_exclusivity(terms), *_signature(terms)]


def _exclusivity(terms: Mapping[str, Any]) -> Sequence[tuple[str, str]]:
    scope = terms.get("exclusivity", "none")
    if scope == "category" and not terms.get("exclusivity_category", "").strip():
        return [("exclusivity_category", "is needed for an exclusivity by category")]
    if scope == "competitor" and not terms.get("exclusivity_competitors"):
        return [("exclusivity_competitors", "are needed for an exclusivity by competitor")]
    return []


def _signature(terms: Mapping[str, Any]) -> Sequence[tuple[str, str]]:
    status = terms.get("status")
    if status == "signed" and terms.get("signed_on") is None:
        return [("signed_on", "is needed for a signed contract")]
    if status not in (None, "signed") and terms.get("signed_on") is not None:
        return [("signed_on", f"does not go with a contract that is {status}")]
    return []


def _rival(name: str) -> str:
    return _invisible(name) or ("" if name.strip() else "a competitor has no name")


def _invisible(text: str, allowed: str = "") -> str:
    """Refuse what check_text refuses, but for the characters that a longer text needs."""
    for position, character in enumerate(text, 1):
        if unicodedata.category(character) in ("Cc", "Cf") and character not in f"\u200c\u200d{allowed}":
            return f"character {position} is the invisible U+{ord(character):04X}"
    return ""
