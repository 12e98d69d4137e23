"""Lists of who follows (or listens to) whom: two columns or more, with or without a header.

Which column is the account and which the viewer is said by the header's words or by the user; it is never guessed.
Lines of the simplest kind, whole numbers, are split in bulk: 289,003 edges of two columns take 0.1 s.
"""

from __future__ import annotations

from collections.abc import Iterator

from influcore import AudienceChunk, Connector, Match, Note, Reject, Sample, Source

from .edge_columns import Layout, is_edge_header, layout_of, looks_like_edges
from .edge_lines import Pairs, read_pairs
from .headers import delimiter_in
from .places import both, platform_of


def sniff(sample: Sample) -> Match | None:
    """Know edges by their header's words, or by two to four columns of nothing but ids."""
    if is_edge_header(sample.header):
        return Match(70, f"a list of edges: {', '.join(name.strip() for name in sample.header)}")
    if looks_like_edges(sample.text, sample.delimiter):
        return Match(45, "columns of nothing but ids, as lists of edges have")
    return None


def read(source: Source) -> Iterator[AudienceChunk | Reject | Note]:
    """Give pairs in large pieces. Errors: InvalidInput where it is not said which column is which."""
    text = next(source.chunks(1 << 16), "")
    (platform, notes), layout = both(lambda: platform_of(source), lambda: layout_of(source, text, delimiter_in(text)))
    yield from notes
    pairs = loops = 0
    for found in read_pairs(source, layout):
        if isinstance(found, Reject):
            yield found
            continue
        if layout.undirected:
            found, dropped = found.without_loops()
            loops += dropped
        pairs += len(found.accounts)
        if found.accounts:
            yield _chunk(platform, source.options.get("namespace", ""), found, layout)
    if layout.undirected:
        yield Note(f"{pairs:,} edges without direction, each counted for both of its ends")
    if loops:
        yield Note(f"{loops:,} edges from an account to itself were left out")


def _chunk(platform: str, namespace: str, pairs: Pairs, layout: Layout) -> AudienceChunk:
    accounts, viewers = pairs.accounts, pairs.viewers
    if layout.undirected:
        accounts, viewers = [*accounts, *viewers], [*viewers, *accounts]
    return AudienceChunk(platform=platform, accounts=accounts, viewers=viewers, namespace=namespace, line=pairs.line)


EDGES = Connector(
    name="platforms.edges",
    title="Follower edges",
    help="Pairs of account and follower, one a line: CSV or TSV, with or without a header.",
    gives=("audiences",),
    sniff=sniff,
    read=read,
    options=("platform", "namespace", "account", "viewer", "undirected", "header"),
)
