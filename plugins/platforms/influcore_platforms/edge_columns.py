"""Which column of a list of edges is the account, and which the one who follows it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from attrs import frozen

from influcore import InvalidInput, Source

from .headers import plain

_ACCOUNT = frozenset(
    ("account", "artist", "artistid", "artist id", "followee", "followee id", "followed", "followed id", "channel",
     "channel id", "creator", "creator id", "influencer", "influencer id", "page", "page id", "account id")
)  # fmt: skip
_VIEWER = frozenset(
    ("follower", "follower id", "viewer", "viewer id", "listener", "listener id", "user", "userid", "user id", "fan",
     "fan id", "subscriber", "subscriber id")
)  # fmt: skip
_EITHER = (
    frozenset(("id 1", "id 2")), frozenset(("id1", "id2")), frozenset(("source", "target")), frozenset(("from", "to")),
    frozenset(("node 1", "node 2")), frozenset(("node1", "node2")), frozenset(("u", "v")),
)  # fmt: skip
_YES, _NO = ("yes", "true", "1"), ("", "no", "false", "0")
MOST_COLUMNS = 4


@frozen(kw_only=True)
class Layout:
    """Where the two ids of an edge are, among how many columns, and how many lines stand above them."""

    delimiter: str
    width: int
    account: int
    viewer: int
    undirected: bool
    header_lines: int


def is_edge_header(header: Sequence[str]) -> bool:
    """Say whether the words of a header are those of edges."""
    names = {plain(name) for name in header}
    if not 2 <= len(header) <= MOST_COLUMNS:
        return False
    return bool(names & _ACCOUNT and names & _VIEWER) or any(pair <= names for pair in _EITHER)


def looks_like_edges(text: str, delimiter: str) -> bool:
    """Say whether nearly all lines are two to four columns of whole numbers; a bad line or two may be among them."""
    lines = [line for line in text.split("\n") if line.strip()][:500]
    pattern = rf"[0-9]+(?:{re.escape(delimiter)}[0-9]+){{1,{MOST_COLUMNS - 1}}}"
    fit = sum(1 for line in lines if re.fullmatch(pattern, line.strip()))
    return fit >= 2 and fit >= 0.9 * len(lines) - 2


def layout_of(source: Source, text: str, delimiter: str) -> Layout:
    """Settle the columns from the start of the file and the user's options. Errors: InvalidInput asks for them."""
    lines = text.split("\n")[:500]
    widths = Counter(line.count(delimiter) + 1 for line in lines if line.strip())
    width = max(widths, key=lambda w: (w > 1, widths[w]), default=2)
    first = next((line for line in lines if line.strip()), "").split(delimiter)
    header = [name.strip().strip('"') for name in first] if _has_header(source, first) else []
    undirected = source.options.get("undirected", "").casefold()
    if undirected not in (*_YES, *_NO):
        raise InvalidInput(f"undirected={undirected} is neither yes nor no")
    told = {name: source.options.get(name, "") for name in ("account", "viewer")}
    if width < 2:
        raise InvalidInput(f"{source.name} has one column only; edges need two", hint="is it a follower-list?")
    places = {name: _place(source, name, text, header, width) for name, text in told.items() if text}
    if undirected in _YES:
        places = {"account": 0, "viewer": 1} | places
    else:
        places = _by_words(header) | places
    if set(places) != {"account", "viewer"} or places["account"] == places["viewer"]:
        raise _question(source, header, width)
    return Layout(
        delimiter=delimiter, width=width, account=places["account"], viewer=places["viewer"],
        undirected=undirected in _YES, header_lines=1 if header else 0,
    )  # fmt: skip


def _has_header(source: Source, first: Sequence[str]) -> bool:
    told = source.options.get("header", "").casefold()
    if told:
        return told in _YES
    return is_edge_header(first) or (len(first) > 1 and not any(cell.strip(' "').isdigit() for cell in first))


def _by_words(header: Sequence[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for index, name in enumerate(header):
        for what, words in (("account", _ACCOUNT), ("viewer", _VIEWER)):
            if plain(name) in words:
                found.setdefault(what, index)
    return found


def _place(source: Source, name: str, text: str, header: Sequence[str], width: int) -> int:
    """Take a column's name, or its number from 1 on, to its place. Errors: InvalidInput."""
    names = [plain(column) for column in header]
    if plain(text) in names:
        return names.index(plain(text))
    if text.isascii() and text.isdigit() and 1 <= int(text) <= width:
        return int(text) - 1
    there = ", ".join(header) if header else f"1 to {width}, and no header"
    raise InvalidInput(f"{source.name} has no column “{text}” for {name}", hint=f"its columns are {there}")


def _question(source: Source, header: Sequence[str], width: int) -> InvalidInput:
    columns = ", ".join(f"{n} ({name})" for n, name in enumerate(header, 1)) or f"1 to {width}, without names"
    return InvalidInput(
        f"{source.name} does not say which column is the account and which its follower; it has {columns}",
        hint="give --option account=2 --option viewer=1 (numbers or names), or --option undirected=yes if every edge "
        "counts for both",
    )
