"""Put the five UTM parameters into an address without touching anything else in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING
from urllib.parse import unquote_plus

if TYPE_CHECKING:
    from yarl import URL

UTM = ("utm_source", "utm_medium", "utm_campaign", "utm_content", "utm_term")


def old_tags(url: URL) -> Sequence[str]:
    """List the pieces of the query that are tags already, as they are written (``utm_source=news``)."""
    return [piece for piece in url.raw_query_string.split("&") if _is_tag(piece)]


def tagged(url: URL, tags: Mapping[str, str], *, replace: bool = False) -> URL:
    """Add the tags behind the query and before the fragment; the rest of the query stays byte for byte, in order.

    Tags without a value are left out. Tags that are there already are an error, or make room if ``replace`` says so:
    then every ``utm_…`` goes, since an old ``utm_id`` would send the visit to another campaign.
    Errors: ValueError names the tags that are in the way.
    """
    from yarl import URL

    old = old_tags(url)
    if old and not replace:
        raise ValueError(f"the address is tagged already ({', '.join(old)[:200]})")
    kept = "&".join(piece for piece in url.raw_query_string.split("&") if not _is_tag(piece))
    ours = URL.build(query=[(name, tags[name]) for name in UTM if tags.get(name)]).raw_query_string
    joint = "&" if kept and ours and not kept.endswith("&") else ""
    return URL.build(
        scheme=url.scheme,
        authority=url.raw_authority,
        path=url.raw_path,
        query_string=f"{kept}{joint}{ours}",
        fragment=url.raw_fragment,
        encoded=True,
    )


def _is_tag(piece: str) -> bool:
    return unquote_plus(piece.partition("=")[0]).strip().lower().startswith("utm_")
