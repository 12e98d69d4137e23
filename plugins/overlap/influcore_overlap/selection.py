"""Which creators to take: the panels of the best selection, of a campaign's creators or of a group's members."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from attrs import field, frozen

from influcore import Campaign, Content, Group, InvalidInput, Money, Panel, Session, Stack, opt
from influcore.entities import parse_money

from .asking import ENGINE_EXAMPLE, ENGINE_HELP, LOCAL, SUPPRESS_HELP, TABLE_HELP, engine_of
from .entities import AudiencePart

if TYPE_CHECKING:
    from .candidates import Candidates
    from .choosing import Choice
    from .overlap import Overlap
_WATCHES = frozenset(
    {
        "campaign", "collaboration", "deliverable", "influencer", "profile", "alias", "entry", "rate", "group",
        "membership", "exchange_rate", AudiencePart.KIND,
    }
)  # fmt: skip


def _positive(_: object, attribute: object, value: int | None) -> None:
    if value is not None and value < 1:
        raise ValueError(f"{value} creators can not be chosen; give 1 or more")


@frozen(kw_only=True)
class SelectOfCampaign:
    """Parameters of ``overlap.selection``."""

    campaign: str = opt("Which campaign.", arg=True, ref="campaign")
    budget: Money | None = opt("The most it may cost.", default=None, example="5000 EUR")
    count: int | None = opt("The most creators there may be.", default=None, validator=_positive, example="5")
    must: tuple[str, ...] = opt("Who is in it in any case.", default=(), ref="influencer")
    must_not: tuple[str, ...] = opt("Who is not in it.", default=(), ref="influencer")
    cost: tuple[str, ...] = opt("Costs to reckon with instead.", default=(), example="anna=800 EUR")
    engine: str = opt(ENGINE_HELP, default=LOCAL, example=ENGINE_EXAMPLE)
    table: str = opt(TABLE_HELP, default="followers")
    suppress: int = opt(SUPPRESS_HELP, default=1)


@frozen(kw_only=True)
class SelectOfGroup:
    """Parameters of ``overlap.group_selection``."""

    group: str = opt("Which group.", arg=True, ref="group")
    budget: Money | None = opt("The most it may cost.", default=None, example="5000 EUR")
    count: int | None = opt("The most creators there may be.", default=None, validator=_positive, example="5")
    must: tuple[str, ...] = opt("Who is in it in any case.", default=(), ref="influencer")
    must_not: tuple[str, ...] = opt("Who is not in it.", default=(), ref="influencer")
    cost: tuple[str, ...] = opt("Costs to reckon with instead.", default=(), example="anna=800 EUR")
    platform: str = opt("Only profiles on this platform.", default="")
    format: str = opt("Price one piece of this format by rate card; the cheapest if left out.", default="")
    engine: str = opt(ENGINE_HELP, default=LOCAL, example=ENGINE_EXAMPLE)
    table: str = opt(TABLE_HELP, default="followers")
    suppress: int = opt(SUPPRESS_HELP, default=1)


Wanted = SelectOfCampaign | SelectOfGroup


@frozen(eq=False, kw_only=True)
class Selected:
    """A selection with all that it came from."""

    overlap: Overlap
    candidates: Candidates
    choice: Choice
    wanted: Wanted
    budget: Money | None
    currency: str
    must: frozenset[int] = field(factory=frozenset)
    must_not: frozenset[int] = field(factory=frozenset)


def read_selection(session: Session, params: SelectOfCampaign) -> Content:
    """Show the best selection of a campaign's creators."""
    from .costing import campaign_costs
    from .overlap import overlap_of

    campaign = session.get(Campaign, params.campaign)
    overlap = overlap_of(session, campaign.id, engine_of(params.engine, params.table, params.suppress))
    people = list(dict.fromkeys(place.influencer.id for place in overlap.places))
    costs = campaign_costs(session, campaign, people)
    budget = params.budget
    if budget is None and params.count is None and costs:
        budget = campaign.budget
    if budget is not None and budget.currency != campaign.currency:
        raise InvalidInput("two currencies", problems=[("budget", f"{campaign.name} is in {campaign.currency}")])
    return _shown(session, overlap, costs, params, budget, campaign.currency, f"Selection from {campaign.name}")


def read_group_selection(session: Session, params: SelectOfGroup) -> Content:
    """Show the best selection of a group's members."""
    from .costing import card_costs, currency_of
    from .overlap import overlap_among
    from .places import places_of_group

    group = session.get(Group, params.group)
    engine = engine_of(params.engine, params.table, params.suppress)
    overlap = overlap_among(session, places_of_group(session, group.id, params.platform), engine)
    people = list(dict.fromkeys(place.influencer.id for place in overlap.places))
    currency = currency_of(session, people, params.budget)
    costs = card_costs(session, people, currency, params.format) if currency else {}
    return _shown(session, overlap, costs, params, params.budget, currency, f"Selection from {group.name}")


def _shown(
    session: Session, overlap: Overlap, costs: Mapping[str, Money], wanted: Wanted, budget: Money | None,
    currency: str, title: str,
) -> Content:  # fmt: skip
    from .selection_shown import parts

    return Stack(parts=parts(select(session, overlap, costs, wanted, budget, currency)), title=title)


def select(
    session: Session, overlap: Overlap, costs: Mapping[str, Money], wanted: Wanted, budget: Money | None, currency: str
) -> Selected:
    """Choose. Errors: InvalidInput for names that are no candidates, and where what must be in costs too much."""
    import math

    from .candidates import candidates_of
    from .choosing import Limits, choose
    from .settings import OverlapSettings

    own = session.settings(OverlapSettings, "overlap")
    stated = _stated(wanted.cost, currency)
    people = {name: place.influencer.id for place in overlap.places
              for name in (place.influencer.slug, place.influencer.id)}  # fmt: skip
    strangers = [(name, f"{name}={cost}") for name, cost in stated.items() if name not in people]
    if strangers:
        raise InvalidInput("not among the candidates", problems=[("cost", text) for _, text in strangers])
    costs = {**costs, **{people[name]: cost for name, cost in stated.items()}}
    found = candidates_of(overlap, costs, own, paid=budget is not None)
    must, must_not = found.index_of(wanted.must, "must"), found.index_of(wanted.must_not, "must_not")
    if must & must_not:
        both = ", ".join(found.people[at].name for at in sorted(must & must_not))
        raise InvalidInput("wanted and unwanted", problems=[("must_not", f"{both} can not be both in and out")])
    limits = Limits(budget=math.inf if budget is None else float(budget.minor), count=wanted.count, must=must,
                    must_not=must_not)  # fmt: skip
    try:
        choice = choose(found.pool, limits)
    except ValueError as error:
        raise InvalidInput("nothing fits", problems=[("must", str(error))]) from error
    return Selected(
        overlap=overlap, candidates=found, choice=choice, wanted=wanted, budget=budget, currency=currency, must=must,
        must_not=must_not,
    )  # fmt: skip


def _stated(texts: Sequence[str], currency: str) -> dict[str, Money]:
    """Read ``anna=800 EUR``. Errors: InvalidInput with every text that is no name and amount in the currency."""
    found: dict[str, Money] = {}
    problems = []
    for text in texts:
        name, equals, amount = text.partition("=")
        try:
            if not equals:
                raise ValueError(f"“{text}” is no name=amount, as in anna=800 EUR")
            money = parse_money(amount, currency or None)
            if currency and money.currency != currency:
                raise ValueError(f"“{text}” is not in {currency}")
            found[name.strip().removeprefix("@")] = money
        except ValueError as error:
            problems.append(("cost", str(error)))
    if problems:
        raise InvalidInput("can not use these costs", problems=problems)
    return found


SELECTION = Panel(
    name="overlap.selection",
    title="Selection",
    help="Choose the creators who reach most different people for a budget or a number of them.",
    read=read_selection,
    subject="campaign",
    params=SelectOfCampaign,
    phase="plan",
    order=91,
    watches=_WATCHES,
)
GROUP_SELECTION = Panel(
    name="overlap.group_selection",
    title="Selection",
    help="Choose the members of a group who reach most different people for a budget or a number of them.",
    read=read_group_selection,
    subject="group",
    params=SelectOfGroup,
    phase="plan",
    order=91,
    watches=_WATCHES,
)
