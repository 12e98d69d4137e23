"""What each of the core's own tables is: whose entity, told apart by what, about whom."""

from __future__ import annotations

from influcore.contributions import Tables, TableSpec
from influcore.entities import (
    Advertiser,
    Alias,
    Campaign,
    ClickFact,
    Collaboration,
    Deliverable,
    Entry,
    ExchangeRate,
    Group,
    Influencer,
    Layout,
    Membership,
    Observation,
    OrderFact,
    Post,
    Profile,
    RateCard,
    Target,
)

from .schema import STEPS

CORE = Tables(
    order=0,
    migrations=STEPS,
    tables=(
        TableSpec(name="influencer", kind="entity", of=Influencer, person="id", on_erase="delete", natural=("slug",)),
        TableSpec(name="profile", kind="entity", of=Profile, person="influencer", natural=("platform", "handle")),
        TableSpec(name="alias", kind="entity", of=Alias, person="profile", natural=("namespace", "key")),
        TableSpec(name="rate", kind="entity", of=RateCard, person="influencer"),
        TableSpec(name="group", kind="entity", of=Group, natural=("slug",)),
        TableSpec(
            name="membership", kind="entity", of=Membership, person="influencer", natural=("group", "influencer")
        ),
        TableSpec(name="advertiser", kind="entity", of=Advertiser, natural=("slug",)),
        TableSpec(name="campaign", kind="entity", of=Campaign, natural=("slug",)),
        TableSpec(
            name="collaboration", kind="entity", of=Collaboration, person="influencer",
            natural=("campaign", "influencer"),
        ),
        TableSpec(name="deliverable", kind="entity", of=Deliverable, person="collaboration"),
        TableSpec(name="target", kind="entity", of=Target, natural=("campaign", "kpi")),
        TableSpec(name="entry", kind="entity", of=Entry, person="collaboration"),
        TableSpec(name="exchange_rate", kind="entity", of=ExchangeRate, natural=("base", "quote", "day")),
        TableSpec(name="layout", kind="entity", of=Layout, natural=("slug",)),
        TableSpec(name="post", kind="observation", of=Post, person="profile", natural=("profile", "key")),
        TableSpec(
            name="observation", kind="observation", of=Observation, person="profile",
            natural=("post", "at", "statistic", "profile"),
        ),
        TableSpec(name="order_fact", kind="observation", of=OrderFact),
        TableSpec(name="click_fact", kind="observation", of=ClickFact, natural=("system", "link", "key")),
    ),
)  # fmt: skip
