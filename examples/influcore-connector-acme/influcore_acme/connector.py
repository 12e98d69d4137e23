"""The connector: which version a file has is seen from the file, never asked."""

from __future__ import annotations

from collections.abc import Iterator

from influcore import Connector, CreatorRecord, Match, PostRecord, Reject, Sample, Source

from . import version_1, version_2
from .platform import ACME


def sniff(sample: Sample) -> Match | None:
    """Know version 2 by its first line, version 1 by its columns, all of them and in order."""
    first = sample.text.partition("\n")[0].rstrip("\r")
    if version_2.FIRST.fullmatch(first):
        return Match(100, "the first line of Acme's export, version 2")
    if tuple(name.strip().casefold() for name in first.split(";")) == version_1.COLUMNS:
        return Match(90, "the columns of Acme's export, version 1")
    return None


def read(source: Source) -> Iterator[CreatorRecord | PostRecord | Reject]:
    """Read either version as a stream."""
    first = next((text for _, text in source.lines()), "")
    yield from (version_2 if first.startswith("#") else version_1).read(source)


CLIPS = Connector(
    name="acme.clips",
    title="Acme, export of clips",
    help="The export of clips from Acme's studio, in both of its versions.",
    gives=("influencers", "posts"),
    sniff=sniff,
    read=read,
    platforms=(ACME,),
)
