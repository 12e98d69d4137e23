"""The campaigns of the sample: who makes what, for how much, under which contract."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from influcore.contributions import Write, parse_form
from influcore.entities import (
    Advertiser,
    Campaign,
    Collaboration,
    Deliverable,
    Entry,
    Influencer,
    localize,
    parse_money,
    slugify,
)
from influcore.services.desk import Desk

_TEXTS = (
    "zone", "objective", "compensation", "format", "promotional_objective", "category", "landing_page",
    "instructions",
)  # fmt: skip
_PATH = {
    "prepared": ("prepared",),
    "sent": ("prepared", "sent"),
    "partly signed": ("prepared", "sent", "viewed", "partly signed"),
    "signed": ("prepared", "sent", "viewed", "partly signed", "signed"),
}


def add_campaigns(
    write: Write, told: Mapping[str, Any], brands: Mapping[str, Advertiser], today: dt.date
) -> dict[str, Campaign]:
    """Add the campaigns; gives them by name."""
    made = {}
    for campaign in told["campaigns"]:
        made[campaign["name"]] = write.add(
            Campaign(
                slug=slugify(campaign["name"]),
                name=campaign["name"],
                advertiser=brands[campaign["advertiser"]].id,
                starts=today + dt.timedelta(days=campaign["starts"]),
                ends=today + dt.timedelta(days=campaign["ends"]),
                currency="EUR",
                budget=parse_money(campaign["budget"]) if "budget" in campaign else None,
                markets=tuple(campaign["markets"]),
                hashtags=tuple(campaign.get("hashtags", ())),
                brief=f"{campaign['brief']} ({told['note']})",
                **{name: campaign[name] for name in _TEXTS if name in campaign},
            )
        )
    return made


def add_collaborations(
    write: Write,
    told: Mapping[str, Any],
    campaigns: Mapping[str, Campaign],
    people: Mapping[str, Influencer],
    today: dt.date,
) -> None:
    """Add who takes part, with pieces and fees."""
    for line in told["collaborations"]:
        campaign = campaigns[line["campaign"]]
        collaboration = write.add(
            Collaboration(
                campaign=campaign.id,
                influencer=people[line["creator"]].id,
                selection=line["selection"],
                stage=line["stage"],
            )
        )
        if "fee" in line:
            fee = parse_money(line["fee"])
            write.add(Entry(collaboration=collaboration.id, phase=line["phase"], amount=fee, day=today))
        for what, day, time, status in line["pieces"]:
            _add_piece(write, campaign, collaboration, what, today + dt.timedelta(days=day), time, status)


def _add_piece(
    write: Write, campaign: Campaign, collaboration: Collaboration, what: str, day: dt.date, time: str, status: Any
) -> None:
    platform, _, name = what.partition(":")
    wall = dt.datetime.combine(day, dt.time.fromisoformat(time))
    piece = Deliverable(
        collaboration=collaboration.id,
        platform=platform,
        format=name,
        due=localize(wall, campaign.zone, later=True),
        status=status,
    )
    added = write.add(piece)
    if status == "published":
        from attrs import evolve

        write.change(evolve(added, url=f"https://www.instagram.com/p/demo-{added.id[-6:].lower()}/"))


def add_contracts(desk: Desk, told: Mapping[str, Any], today: dt.date) -> None:
    """Make contracts through the plugin's own actions, where it is there."""
    for line in told["collaborations"]:
        if "contract" not in line or desk.host.catalogue.find("actions", "contracts.create") is None:
            continue
        session = desk.session()
        campaign = session.get(Campaign, slugify(line["campaign"]))
        key = session.get(Collaboration, f"{campaign.slug}/{slugify(line['creator'])}").id
        texts = {"collaboration": key, "law": "FR" if "FR" in campaign.markets else "GB"}
        if "exclusive" in line:
            texts |= {
                "exclusivity": "category",
                "exclusivity_category": line["exclusive"],
                "exclusivity_from": str(campaign.starts),
                "exclusivity_to": str(campaign.ends + dt.timedelta(days=30)),
            }
        made = _run(desk, "contracts.create", **texts)
        contract = next(ref.id for ref in made.changed if ref.kind == "contracts_contract")
        for status in _PATH[line["contract"]]:
            _run(desk, "contracts.move", contract=contract, to=status)


def add_links(desk: Desk, told: Mapping[str, Any]) -> None:
    """Make a link for everybody in the running campaign, where the links plugin is there."""
    if desk.host.catalogue.find("actions", "links.create_all") is not None:
        _run(desk, "links.create_all", campaign=slugify(told["campaigns"][0]["name"]))


def _run(desk: Desk, name: str, /, **texts: str) -> Any:
    action = desk.host.action(name)
    return desk.run(name, parse_form(action.form, texts))
