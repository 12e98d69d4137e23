"""Which column of an influencer list is which field: by its name, else by what stands in it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from attrs import Factory, define

from influcore.contributions.numbers import is_missing

from .headers import plain
from .list_names import ACCOUNT_WORDS, FIELDS, HOSTS, NETWORKS, PIECES

_OF_NAME = {name: field for field, names in FIELDS.items() for name in names}
_EMAIL = re.compile(r"[^@\s,;]+@[^@\s,;]+\.[A-Za-z]{2,}")
_AT = re.compile(r"@[^\s@/]{1,60}")
_NUMBER = re.compile(r"[~≈]?[0-9][0-9.,' ]*\s*[KkMm]?")
_FLAGS = frozenset(
    ("yes", "no", "true", "false", "1", "0", "y", "n", "ja", "nein", "oui", "non", "sí", "si", "sim", "não")
)


@define
class Understood:
    """Columns by field; ``accounts`` and ``counts`` are columns of one network each, with its name.

    ``by_values`` says which columns were recognised by what stands in them.
    """

    header: tuple[str, ...]
    fields: dict[str, list[int]] = Factory(dict)
    accounts: list[tuple[str, int]] = Factory(list)
    counts: dict[str, int] = Factory(dict)
    by_values: list[tuple[int, str]] = Factory(list)

    @property
    def has_identity(self) -> bool:
        return bool(self.accounts or "handle" in self.fields or "url" in self.fields)

    @property
    def used(self) -> set[int]:
        several = {"handle", "platform", "url", "followers", "category", "tags"}
        columns = {c for field, all in self.fields.items() for c in (all if field in several else all[:1])}
        return columns | {column for _, column in self.accounts} | set(self.counts.values())

    @property
    def unused(self) -> list[str]:
        return [name.strip() for i, name in enumerate(self.header) if i not in self.used and name.strip()]


def understand(header: Sequence[str], rows: Sequence[Sequence[str]]) -> Understood:
    """Find the columns of a list by header and first rows."""
    found = Understood(tuple(header))
    unknown: list[int] = []
    for index, name in enumerate(header):
        if not _by_name(found, index, plain(name), rows):
            unknown.append(index)
    for index in unknown:
        _by_values(found, index, _values(rows, index))
    if not found.has_identity:
        for index in found.fields.get("name", []):
            if _mostly(_AT, _values(rows, index)):
                found.fields["name"].remove(index)
                _note(found, index, "handle")
                break
    if not found.fields.get("name", True):
        del found.fields["name"]
    return found


def _by_name(found: Understood, index: int, name: str, rows: Sequence[Sequence[str]]) -> bool:
    bare = re.sub(r" [0-9]{1,2}$", "", name)
    network, rest = _network_of(bare)
    if network:
        return _of_network(found, index, network, rest, _values(rows, index))
    field = _OF_NAME.get(bare, "")
    if field:
        found.fields.setdefault(field, []).append(index)
    return bool(field)


def _network_of(name: str) -> tuple[str, str]:
    """Split ``instagram followers`` into network and the rest; ('', '') where no network is named."""
    for word in sorted(NETWORKS, key=len, reverse=True):
        if name == word:
            return NETWORKS[word], ""
        for rest in (name.removeprefix(f"{word} "), name.removesuffix(f" {word}")):
            if rest != name and (rest in ACCOUNT_WORDS or rest in FIELDS["followers"]):
                return NETWORKS[word], rest
    return "", ""


def _of_network(found: Understood, index: int, network: str, rest: str, values: Sequence[str]) -> bool:
    if rest in FIELDS["followers"]:
        found.counts.setdefault(network, index)
    elif not rest and values and all(v.casefold() in _FLAGS for v in values):
        return True  # a list of who is where, without their names
    elif not rest and _mostly(_NUMBER, values):
        found.counts.setdefault(network, index)
        found.by_values.append((index, f"followers on {network}"))
    else:
        found.accounts.append((network, index))
    return True


def _by_values(found: Understood, index: int, values: Sequence[str]) -> None:
    """Recognise what can be nothing else: e-mail addresses, links to networks, @handles, names of networks."""
    if "email" not in found.fields and _mostly(_EMAIL, values):
        _note(found, index, "email")
    elif values and sum(is_account(v) for v in values) >= 0.8 * len(values):
        _note(found, index, "url")
    elif "handle" not in found.fields and not found.accounts and _mostly(_AT, values):
        _note(found, index, "handle")
    elif "platform" not in found.fields and values and all(plain(v) in NETWORKS for v in values):
        _note(found, index, "platform")


def _note(found: Understood, index: int, field: str) -> None:
    found.fields.setdefault(field, []).append(index)
    found.by_values.append((index, field))


def _mostly(pattern: re.Pattern[str], values: Sequence[str]) -> bool:
    return bool(values) and sum(pattern.fullmatch(value) is not None for value in values) >= 0.8 * len(values)


def _values(rows: Sequence[Sequence[str]], index: int) -> list[str]:
    return [v for row in rows if index < len(row) and not is_missing(v := row[index].strip())]


def host_of(text: str) -> str:
    """Give the host of a link without ``www.`` and the like; '' where the text is none."""
    match = re.match(r"(?i)(?:https?://)?(?:[a-z]{1,3}\.)?((?:[a-z0-9-]+\.)+[a-z]{2,})(?:/|$)", text.strip())
    return match[1].casefold() if match else ""


def is_piece(link: str) -> bool:
    """Say whether a link leads to a post rather than to an account."""
    parts = re.sub(r"(?i)^https?://", "", link.strip()).split("/")[1:]
    return bool(parts) and (re.split(r"[?#]", parts[0])[0].casefold() in PIECES or "video" in parts[1:2])


def is_account(link: str) -> bool:
    """Say whether a text is a link to somebody's page on a network."""
    path = re.sub(r"(?i)^https?://", "", link.strip()).partition("/")[2]
    return host_of(link) in HOSTS and bool(path) and not is_piece(link)
