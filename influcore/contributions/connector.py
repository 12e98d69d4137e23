"""Reading other people's files: sniff, then stream typed records and rejects."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Protocol

from attrs import Factory, frozen

from influcore.entities import Money, Platform

from .writing import Write


@frozen
class Reject:
    """A row that can not be used: where it is, and why. The rest of the file goes in."""

    line: int
    reason: str
    column: str = ""
    value: str = ""


@frozen
class Note:
    """Something a person should know of how the file was understood; no row is lost by it."""

    text: str


@frozen(kw_only=True)
class CreatorRecord:
    """An account as a list shows it. ``averages`` maps a metric to its mean over recent posts.

    ``country`` is the person's own; where a list only knows the audience's, that is a tag (``audience: India``).
    A tag ``word: value`` takes the place of the one with the same word; tags that people gave stay.
    Records of one file with the same ``person`` are accounts of one influencer.
    """

    platform: str
    handle: str
    name: str = ""
    country: str = ""
    followers: int | None = None
    categories: tuple[str, ...] = ()
    averages: Mapping[str, float] = Factory(dict)
    tags: tuple[str, ...] = ()
    verified: bool = False
    hidden: bool = False
    namespace: str = ""
    key: str = ""
    email: str = ""
    person: str = ""
    line: int = 0


@frozen(kw_only=True)
class PostRecord:
    """A post and its counts. The account is known by ``handle``, or by ``namespace`` and ``account``.

    ``posted`` is aware; with ``exact`` False only its day counts. ``counted`` is when the numbers were read, or None
    for the time of the file. ``key`` must stay the same when the file is exported again.
    """

    platform: str
    key: str
    counts: Mapping[str, float]
    handle: str = ""
    namespace: str = ""
    account: str = ""
    format: str = ""
    posted: dt.datetime | None = None
    exact: bool = True
    counted: dt.datetime | None = None
    url: str = ""
    paid: bool | None = None
    hashtags: tuple[str, ...] = ()
    line: int = 0


@frozen(kw_only=True)
class AudienceChunk:
    """Many (account, viewer) pairs in two equal columns: viewer *i* follows (or listens to) account *i*.

    ``accounts`` are handles on ``platform`` or, with a ``namespace``, ids there. The core never keeps the viewers'
    ids; the plugin that does keeps keyed hashes only.
    """

    platform: str
    accounts: Sequence[str]
    viewers: Sequence[str]
    namespace: str = ""
    line: int = 0


@frozen(kw_only=True)
class OrderRecord:
    """An order in a shop. ``system`` and ``key`` tell it apart; an order exported again may say something new.

    ``total`` is what was charged; ``code`` the discount code, in lower case. Nothing of the customer is ever read.
    """

    system: str
    key: str
    at: dt.datetime
    total: Money
    discount: Money | None = None
    refunded: Money | None = None
    code: str = ""
    status: str = ""
    line: int = 0


@frozen(kw_only=True)
class ClickRecord:
    """One visit of a link. ``key`` tells it from others of the same link and must stay when it is exported again.

    ``bot`` is what the source says, None where it does not; ``referrer`` is a domain alone.
    """

    system: str
    link: str
    key: str
    at: dt.datetime
    bot: bool | None = None
    referrer: str = ""
    country: str = ""
    line: int = 0


Record = CreatorRecord | PostRecord | AudienceChunk | OrderRecord | ClickRecord


@frozen(kw_only=True)
class Sample:
    """The start of a file, decoded: enough to recognise it. ``header`` is its first non-blank line, split."""

    name: str
    text: str
    header: tuple[str, ...]
    delimiter: str
    size: int


@frozen
class Match:
    """How sure a connector is that a file is its own, 0-100, and by what it knows."""

    sure: int
    why: str


class Source(Protocol):
    """A file to read, decoded by the core; what it reads counts for the progress bar."""

    @property
    def name(self) -> str:
        """The file's name without folders."""

    @property
    def as_of(self) -> dt.datetime:
        """The moment its numbers are of, as the user said, or now."""

    @property
    def dated(self) -> bool:
        """Whether the user said what moment the numbers are of; then a date in the file does not count."""

    @property
    def options(self) -> Mapping[str, str]:
        """What the user gave beside the file: ``platform``, ``namespace``."""

    @property
    def hints(self) -> Mapping[str, str]:
        """What the file's path suggests (``platform``); weaker than the file itself, and said if it is used."""

    def lines(self) -> Iterator[tuple[int, str]]:
        """Give its lines with their numbers, from 1 on, without line ends."""

    def records(self, delimiter: str = ",") -> Iterator[tuple[int, list[str]]]:
        """Give its CSV records, the header first, with the number of each one's first line; strict about quotes."""

    def chunks(self, size: int = 1 << 20) -> Iterator[str]:
        """Give its text in pieces that end at line ends, for formats so simple that speed counts."""


@frozen(kw_only=True)
class Connector:
    """``sniff`` says how sure it is; ``read`` streams records and rejects in bounded memory and opens nothing itself.

    ``platforms`` are those that it brings along. ``gives`` is for people: ``influencers``, ``posts``, ``audiences``,
    ``orders``, ``clicks``. ``fields`` are the names it knows columns by; a user's mapping gives them to other columns.
    """

    name: str
    title: str
    help: str
    gives: tuple[str, ...]
    sniff: Callable[[Sample], Match | None]
    read: Callable[[Source], Iterator[Record | Reject | Note]]
    platforms: tuple[Platform, ...] = ()
    options: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()


class Taker(Protocol):
    """Takes the records of one import, in batches, within its transaction."""

    def take(self, records: Sequence[Any]) -> None:
        """Take some records."""

    def close(self) -> TakeReport:
        """Finish, and say what became of them."""


@frozen(kw_only=True)
class TakeReport:
    """What an import did with one kind of record. ``lines`` are sentences for people."""

    what: str
    new: int = 0
    changed: int = 0
    same: int = 0
    lines: tuple[str, ...] = ()
    rejects: tuple[Reject, ...] = ()


@frozen(kw_only=True)
class Sink:
    """Keeps one type of record that connectors give; a core without the plugin says that nobody takes them.

    ``open(write, source_name, as_of)`` starts one import. The core keeps creators and posts itself.
    """

    name: str
    help: str
    takes: type[Any]
    open: Callable[[Write, str, dt.datetime], Taker]
