"""What there is to look at: a campaign's links, and one link."""

from __future__ import annotations

from typing import Literal

from attrs import frozen

from influcore import Campaign, Card, Cards, Collaboration, Content, Influencer, Panel, Session, opt

from .entities import Link
from .reading import find_link
from .shown import shown_address
from .table import links_table, state_mark

EMPTY = "No links yet. Make them with “links.create_all” (one for each influencer) or “links.create”."


@frozen(kw_only=True)
class LinksOf:
    """Parameters of ``links.register``."""

    campaign: str = opt("The campaign.", ref="campaign", arg=True)
    state: Literal["all", "active", "retired"] = opt("Only links in this state.", default="all")


@frozen(kw_only=True)
class OneLink:
    """Parameters of a panel about one link."""

    link: str = opt("The link: its code, short path or id.", ref=Link.KIND, arg=True)


def read_register(session: Session, params: LinksOf) -> Content:
    """List the links of a campaign."""
    return links_table(session, session.get(Campaign, params.campaign).id, params.state, EMPTY)


def read_link(session: Session, params: OneLink) -> Content:
    """Show where one link leads and how it is tagged."""
    link = find_link(session, params.link)
    person = session.get(Influencer, session.get(Collaboration, link.collaboration).influencer)
    leads = Card(title="Leads to", value=link.tagged, kind="url", name="tagged", note=shown_address(link.target))
    cards = (
        Card(title="Short path", value=link.label, name="path", mark=state_mark(link.state)),
        Card(title="Influencer", value=person.ref, kind="ref", name="influencer"),
        leads,
        Card(title="Created", value=link.created, kind="datetime", name="created"),
        *(Card(title=name, value=value or None, name=name) for name, value in link.tags.items()),
    )
    return Cards(cards=cards, title=f"Link {link.label}")


REGISTER = Panel(
    name="links.register",
    title="Links",
    help="The tagged short links of a campaign.",
    read=read_register,
    subject="campaign",
    phase="plan",
    params=LinksOf,
    watches=frozenset({"links_link", "influencer", "deliverable", "collaboration"}),
    order=70,
)
LINK = Panel(
    name="links.link",
    title="Link",
    help="Where one link leads and how it is tagged.",
    read=read_link,
    subject=Link.KIND,
    phase="plan",
    params=OneLink,
    watches=frozenset({"links_link"}),
)
