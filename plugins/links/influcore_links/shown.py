"""How an address is shown to people: in its own letters, unless they could be read as others."""

from __future__ import annotations

import unicodedata
from urllib.parse import urlsplit

# Scripts that are written together (Unicode UTS 39, section 5.2, "highly restrictive").
_TOGETHER = (
    frozenset({"LATIN", "CJK", "HIRAGANA", "KATAKANA"}),
    frozenset({"LATIN", "CJK", "BOPOMOFO"}),
    frozenset({"LATIN", "CJK", "HANGUL"}),
)
# Cyrillic letters that look like Latin ones (Chromium, idn_spoof_checker.cc, 2024).
_LOOK_LATIN = frozenset("асԁеһіјӏорԛѕԝхуъЬҽпгѵѡ")


def shown_host(host: str) -> str:
    """Show a host in its own script, or as punycode where a label mixes scripts or imitates Latin."""
    return ".".join(_shown_label(label) for label in host.split("."))


def shown_address(address: str) -> str:
    """Show an address with its host as `shown_host` says; everything else stays as it is sent."""
    parts = urlsplit(address)
    host = parts.hostname or ""
    return address.replace(host, shown_host(host), 1) if "xn--" in host else address


def _shown_label(label: str) -> str:
    if not label.startswith("xn--"):
        return label
    try:
        text = label[4:].encode("ascii").decode("punycode")
    except UnicodeError:
        return label
    return text if _is_plain(text) else label


def _is_plain(text: str) -> bool:
    if any(unicodedata.category(c)[0] not in "LMN" and c != "-" for c in text):
        return False
    scripts = {unicodedata.name(c, "?").split(" ")[0] for c in text if c.isalpha()}
    if scripts == {"CYRILLIC"} and set(text) - set("-0123456789") <= _LOOK_LATIN:
        return False
    return len(scripts) <= 1 or any(scripts <= allowed for allowed in _TOGETHER)
