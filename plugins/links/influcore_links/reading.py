"""Find links and patterns in a workspace."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from influcore import Campaign, Read, UnknownId

from .codes import is_code
from .entities import Link, Template
from .template import DEFAULT


def find_link(read: Read, key: str) -> Link:
    """Find a link by its code, its short path or its id. Errors: UnknownId with the nearest codes."""
    code = key.strip().rpartition("/")[2].lower()
    found = read.list(Link, code=code) if is_code(code) else ()
    link = found[0] if found else read.find(Link, key)
    if link is None:
        raise UnknownId("link", key, hint="see `influcore show links.register CAMPAIGN`", near=_near(read, code))
    return link


def template_of(read: Read, campaign: Campaign) -> Template | None:
    """Give a campaign's own patterns, if it has any."""
    found = read.list(Template, campaign=campaign.id)
    return found[0] if found else None


def patterns_of(read: Read, campaign: Campaign) -> Mapping[str, str]:
    """Give the patterns that hold for a campaign: its own, or the default."""
    own = template_of(read, campaign)
    return own.patterns if own else DEFAULT


def active_links(read: Read, campaign: Campaign) -> Sequence[Link]:
    """List the links of a campaign that lead somewhere."""
    return read.list(Link, campaign=campaign.id, state="active")


def _near(read: Read, code: str) -> Sequence[str]:
    from difflib import get_close_matches

    codes = [row["code"] for row in read.rows("SELECT code FROM links_link ORDER BY created DESC LIMIT 5000")]
    return get_close_matches(code, codes, n=3, cutoff=0.7)
