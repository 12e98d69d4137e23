"""Where overlap is counted: here, from kept lists, or in a warehouse where the followers' ids lie already."""

from __future__ import annotations

from urllib.parse import urlsplit

from attrs import frozen

from influcore import InvalidInput

LOCAL = "local"
ENGINE_HELP = "Where to count: local, or ibis:URL of a warehouse."
TABLE_HELP = "The warehouse's table of account, viewer and, if there are several, platform."
SUPPRESS_HELP = "Groups of fewer people stay in the warehouse."
ENGINE_EXAMPLE = "ibis:duckdb:///edges.db"
_PREFIX = "ibis:"


@frozen(kw_only=True)
class Engine:
    """Where to ask: ``url`` of an Ibis back end, '' for here. Groups of less than ``suppress`` people stay there."""

    url: str = ""
    table: str = "followers"
    suppress: int = 1

    @property
    def name(self) -> str:
        """The back end and host, without user, password or options."""
        parts = urlsplit(self.url)
        return f"{parts.scheme} {parts.hostname or parts.path.rpartition('/')[2]}".strip()


def engine_of(engine: str, table: str, suppress: int) -> Engine | None:
    """Read the fields; None means here. Errors: InvalidInput."""
    if engine in ("", LOCAL):
        return None
    if not engine.startswith(_PREFIX) or ":" not in engine[len(_PREFIX) :]:
        raise InvalidInput("no such engine", problems=[("engine", "give local, or ibis:URL as in ibis:duckdb:///e.db")])
    if suppress < 1:
        raise InvalidInput("no such number", problems=[("suppress", f"{suppress} must be 1 or more")])
    return Engine(url=engine[len(_PREFIX) :], table=table, suppress=suppress)
