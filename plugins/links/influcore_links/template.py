"""Patterns for tags: fixed placeholders, no code, no formatting language."""

from __future__ import annotations

import re
from collections.abc import Mapping

DEFAULT: Mapping[str, str] = {
    "utm_source": "{platform}",
    "utm_medium": "influencer",
    "utm_campaign": "{campaign}",
    "utm_content": "{influencer}-{deliverable}",
    "utm_term": "",
}
PLACEHOLDERS: Mapping[str, str] = {
    "advertiser": "the advertiser's slug",
    "campaign": "the campaign's slug",
    "category": "the campaign's product category",
    "country": "the influencer's country",
    "deliverable": "the deliverable's title or format, numbered where several are alike; nothing for the whole",
    "format": "the deliverable's format; nothing for the whole",
    "handle": "the influencer's handle on the platform",
    "influencer": "the influencer's slug",
    "objective": "the campaign's objective",
    "partnership": "ad-hoc or ambassador",
    "platform": "the deliverable's platform, or the only one of the influencer",
}
_PIECE = re.compile(r"\{([^{}]*)\}|([{}])|([^{}]+)")
_JOINTS = "-_.|~+ /"


def check_pattern(pattern: str) -> None:
    """Refuse unknown placeholders and stray braces. Errors: ValueError with the nearest placeholder."""
    for name, stray, _ in _PIECE.findall(pattern):
        if stray:
            raise ValueError(f"“{pattern}” has a brace without its partner")
        if not name and "{}" in pattern:
            raise ValueError(f"“{pattern}” has an empty placeholder; there is {_known()}")
        if name and name not in PLACEHOLDERS:
            raise ValueError(f"“{{{name}}}” is no placeholder; {_nearest(name)}")


def fill(pattern: str, values: Mapping[str, str]) -> str:
    """Fill a pattern. An empty value takes the joint before it along: ``{influencer}-{deliverable}`` → ``anna``.

    Errors: ValueError as in `check_pattern`, and KeyError where a value is not given at all.
    """
    check_pattern(pattern)
    text, is_hungry = "", False
    for name, _, plain in _PIECE.findall(pattern):
        piece = plain if plain else values[name]
        if not plain and not piece:
            is_hungry = is_hungry or not text.rstrip(_JOINTS)
            text = text.rstrip(_JOINTS)
            continue
        text += piece.lstrip(_JOINTS) if is_hungry else piece
        is_hungry = False
    return text.strip()


def uses(pattern: str, name: str) -> bool:
    """Say whether a pattern has this placeholder."""
    return f"{{{name}}}" in pattern


def _known() -> str:
    return ", ".join(f"{{{name}}}" for name in PLACEHOLDERS)


def _nearest(name: str) -> str:
    from difflib import get_close_matches

    near = get_close_matches(name.lower(), PLACEHOLDERS, n=1, cutoff=0.5)
    return f"did you mean {{{near[0]}}}?" if near else f"there is {_known()}"
