"""Where a link may lead: absolute web addresses that every reader understands alike.

Browsers repair addresses (``https:evil``, ``//evil``, ``http:\\\\evil``), and each repair is a way to lead somewhere
other than what a person reads. So nothing is repaired here: what is not plain is refused, with its reason.
"""

from __future__ import annotations

import ipaddress
import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from yarl import URL

LONGEST = 8000
_PARTS = re.compile(r"(?i)(https?)://([^/?#]*)([^?#]*)(?:\?([^#]*))?(?:#(.*))?")
_HOST = re.compile(r"[a-z0-9_-]+(?:\.[a-z0-9_-]+)*\.?")
# A host whose last label is a number is an IPv4 address to browsers, in any of its old spellings (WHATWG URL, 3.5).
_NUMBER = re.compile(r"(?:[0-9]+|0x[0-9a-f]*)\.?")
# Persian and Sinhala need them within words, emoji between their parts; `idna` knows where a host may have one.
_JOINERS = "\u200c\u200d"
# What WHATWG percent-encodes and yarl would leave in a URL that it is told is encoded already.
_UNSAFE = re.compile(r'["<>`{}|^]|[^\x00-\x7f]')


def parse_target(text: str) -> URL:
    """Read a target; its host comes out in ASCII, its path and query as they were written, percent-encoded.

    Errors: ValueError says what is wrong with it and, where that is plain, how to write it.
    """
    from yarl import URL

    _check_characters(text)
    parts = _PARTS.fullmatch(text)
    if parts is None:
        raise ValueError(f"“{text[:80]}” is no absolute http(s) address{_meant(text)}")
    scheme, authority, path, query, fragment = parts.groups()
    host, port = _host_and_port(authority, text)
    return URL.build(
        scheme=scheme.lower(),
        authority=host if port is None else f"{host}:{port}",
        path=_encoded(path or "/"),
        query_string=_encoded(query or ""),
        fragment=_encoded(fragment or ""),
        encoded=True,
    )


def check_target(text: str) -> None:
    """Refuse what `parse_target` refuses. Errors: ValueError."""
    parse_target(text)


def _check_characters(text: str) -> None:
    if not text:
        raise ValueError("an address is needed, such as https://example.com/page")
    if len(text) > LONGEST:
        raise ValueError(f"an address of {len(text)} characters is too long; {LONGEST} are the most")
    for position, character in enumerate(text, 1):
        kind = unicodedata.category(character)[0]
        if character == "\\" or (kind in "CZ" and character not in _JOINERS):
            name = "a backslash" if character == "\\" else f"the blank or invisible U+{ord(character):04X}"
            raise ValueError(f"character {position} of “{text[:80]}” is {name}, which an address can not hold")


def _meant(text: str) -> str:
    """Offer the address with its scheme where only that is missing."""
    bare = re.fullmatch(r"(?:[\w-]+\.)+[^\W\d_]{2,}(?:[/?#].*)?", text)
    return f"; write https://{text[:80]}" if bare else " such as https://example.com/page"


def _host_and_port(authority: str, text: str) -> tuple[str, int | None]:
    if "@" in authority:
        raise ValueError(f"“{text[:80]}” names a user before its host; that is how false addresses are made")
    host, colon, digits = authority, "", ""
    if not authority.endswith("]"):
        head, colon, digits = authority.rpartition(":")
        host = head if colon else authority
    if not host:
        raise ValueError(f"“{text[:80]}” has no host")
    if colon and not (digits.isascii() and digits.isdigit() and int(digits) <= 65535):
        raise ValueError(f"“{digits[:20]}” is no port from 0 to 65535")
    return _ascii_host(host), int(digits) if colon else None


def _ascii_host(host: str) -> str:
    if host.startswith("["):
        return _ipv6(host)
    name = host.lower() if host.isascii() else _idna(host)
    if not _HOST.fullmatch(name) or len(name) > 253 or max(map(len, name.split("."))) > 63:
        raise ValueError(f"“{host[:60]}” is no name of a host")
    if any(label.startswith("xn--") for label in name.split(".")):
        _decoded(name)
    elif _NUMBER.fullmatch(name.rstrip(".").rpartition(".")[2]):
        return _ipv4(name)
    return name


def _idna(host: str) -> str:
    import idna

    try:
        return idna.encode(host, uts46=True).decode("ascii").lower()
    except idna.IDNAError as error:
        raise ValueError(f"“{host[:60]}” is no international name of a host: {error}") from error


def _decoded(name: str) -> str:
    import idna

    try:
        return idna.decode(name)
    except (idna.IDNAError, UnicodeError) as error:
        raise ValueError(f"“{name[:60]}” is no international name of a host: {error}") from error


def _ipv6(host: str) -> str:
    try:
        if "%" in host:
            raise ValueError("a zone means something on one machine only")
        return f"[{ipaddress.IPv6Address(host[1:-1])}]"
    except ValueError as error:
        raise ValueError(f"“{host[:60]}” is no IPv6 address") from error


def _ipv4(name: str) -> str:
    try:
        return str(ipaddress.IPv4Address(name))
    except ValueError as error:
        raise ValueError(f"“{name[:60]}” is no IPv4 address of four plain numbers") from error


def _encoded(part: str) -> str:
    return _UNSAFE.sub(lambda match: "".join(f"%{byte:02X}" for byte in match[0].encode()), part)
