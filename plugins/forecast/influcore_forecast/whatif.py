"""What if: other fees, pieces, days or people, side by side with the plan; and how much a target would take."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from influcore import Campaign, Compare, Deliverable, Document, Influencer, Money, Outlook, Session, Stack
from influcore.contributions import Cell, chance_text, figure_text
from influcore.entities import Target, exponent, localize
from influcore.errors import InvalidInput, UnknownId
from influcore.measures import Added, Estimate, Figure, Variant

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_LINES = ("engagements", "reach", "impressions", "views", "cost", "cpe", "cpm", "emv", "emv_ratio")
_TIMES = 20


def compare(session: Session, key: str, variant: Variant) -> Stack:
    """Show the plan as it is, as it would be, and the difference of the medians."""
    campaign = session.get(Campaign, key)
    before, after = session.outlook(campaign.id), session.outlook(campaign.id, variant=variant)
    rows: list[tuple[str, tuple[Cell, ...]]] = [
        ("Pieces", (len(before.pieces), len(after.pieces), f"{len(after.pieces) - len(before.pieces):+d}")),
        ("Influencers", (len(before.influencers), len(after.influencers),
                         f"{len(after.influencers) - len(before.influencers):+d}")),
    ]  # fmt: skip
    for name in _LINES:
        if name in before.total.figures:
            was, now = before.total.figures[name], after.total.figures[name]
            rows.append((was.title, (figure_text(was), figure_text(now), _difference(was, now))))
    rows += _targets(before, after)
    return Stack(
        title=f"{campaign.name}: what if",
        parts={
            "compare": Compare(options=("As planned", "What if", "Difference"), rows=tuple(rows), title="What if"),
            "reading": Document(paragraphs=(("Nothing is saved", "Medians with 80 % intervals. Both columns live in "
                                             "the same futures, so the difference is of the change alone."),)),
        },
    )  # fmt: skip


def _difference(was: Figure, now: Figure) -> str:
    if was.estimate is None or now.estimate is None:
        return "–"
    gap = now.estimate.median - was.estimate.median
    plain = Estimate(median=abs(gap), low=abs(gap), high=abs(gap))
    from attrs import evolve

    text = figure_text(evolve(now, estimate=plain))
    sign = "+" if gap > 0 else "−" if gap < 0 else "±"
    share = f" ({gap / was.estimate.median:+.0%})" if was.estimate.median and gap else ""
    return f"{sign}{text}{share}"


def _targets(before: Outlook, after: Outlook) -> list[tuple[str, tuple[Cell, ...]]]:
    return [
        (f"Target {was.title}", (chance_text(was), chance_text(now), ""))
        for was, now in zip(before.targets, after.targets, strict=True)
    ]


def variant_of(session: Session, params: Any) -> Variant:
    """Read what was typed. Errors: InvalidInput, UnknownId name it."""
    campaign = session.get(Campaign, params.campaign)
    try:
        return Variant(
            fee_factor=params.fee_factor,
            budget=params.budget,
            shift=params.shift,
            times=params.times,
            add=tuple(_added(session, campaign, text) for text in params.add),
            drop=frozenset(_dropped(session, text) for text in params.drop),
        )
    except ValueError as error:
        raise InvalidInput("this can not be worked out", problems=[("", str(error))]) from error


def _added(session: Session, campaign: Campaign, text: str) -> Added:
    """Read ``influencer:platform:format[:count][:fee]``; due on the campaign's last day at noon."""
    parts = [part.strip() for part in text.split(":")]
    if not 3 <= len(parts) <= 5:
        raise InvalidInput(
            "what is to be added?",
            problems=[("add", f"write “{text[:60]}” as influencer:platform:format[:count[:fee]]")],
        )
    person = session.get(Influencer, parts[0])
    count = int(parts[3]) if len(parts) > 3 and parts[3].isdigit() else 1
    fee = None
    if len(parts) > 4:
        from influcore.entities import parse_money

        fee = parse_money(parts[4], campaign.currency)
    due = localize(dt.datetime.combine(campaign.ends, dt.time(12)), campaign.zone)
    few = max(1, min(count, 500))
    return Added(influencer=person.id, platform=parts[1], format=parts[2], due=due, count=few, fee=fee)


def _dropped(session: Session, text: str) -> str:
    person = session.find(Influencer, text)
    if person is not None:
        return person.id
    piece = session.find(Deliverable, text)
    if piece is None:
        raise UnknownId("influencer or deliverable", text)
    return piece.id


def seek(session: Session, key: str, kpi: str, value: float, probability: float) -> Stack:
    """Say how many pieces like those planned, and so which budget, reach a sum with a probability.

    The plan's pieces are repeated in order of their due time, each at its own cost; copies share their creator's level
    in each future. The smallest number of pieces is taken, from one on, at most 20 times the plan.
    """
    campaign = session.get(Campaign, key)
    value = value or next((t.value for t in session.list(Target, campaign=campaign.id, kpi=kpi)), 0.0)
    if not value:
        how = "give --value, or set a target with “campaign.target”"
        return Stack(title="What would it take?", parts={"answer": Document(paragraphs=(("Nothing to reach", how),))})
    if not 0 < probability < 1 or value < 0:
        raise InvalidInput("can not seek that", problems=[("probability", "must lie between 0 and 1, value above 0")])
    figure = session.outlook(campaign.id).total.figures.get(kpi)
    if figure is None or figure.unit not in ("count", "money") or kpi == "cost":
        raise InvalidInput(
            "can not seek that", problems=[("kpi", f"{kpi} is no sum over pieces (engagements, views …)")]
        )
    wanted = value * (10 ** exponent(campaign.currency) if figure.unit == "money" else 1)
    found = session.draws(campaign.id, (kpi, "cost"), Variant(times=_TIMES))
    ids = sorted(found[kpi], key=_round)
    paragraphs = _answer(campaign, figure.title, ids, found, kpi, wanted, value, probability)
    return Stack(title=f"{campaign.name}: what would it take?", parts={"answer": Document(paragraphs=paragraphs)})


def _round(key: str) -> int:
    """Say in which repetition of the plan a piece is; those of one keep their order."""
    return int(key.rpartition("~")[2]) if "~" in key else 0


def _answer(
    campaign: Campaign, title: str, ids: Sequence[str], found: Any, kpi: str, wanted: float, value: float, p: float
) -> tuple[tuple[str, str], ...]:
    import numpy as np

    if not ids:
        return (("No answer", f"no piece has a forecast of {title.lower()}"),)
    total: NDArray[np.float64] = np.zeros(1)
    cost: float | None = 0.0
    plan = sum(1 for key in ids if _round(key) == 0)
    for number, key in enumerate(ids, 1):
        total = total + found[kpi][key]
        price = found["cost"].get(key)
        cost = None if cost is None or price is None else cost + float(np.mean(price))
        chance = float(np.mean(total >= wanted))
        if chance >= p:
            money = "unknown: a piece has no cost" if cost is None else str(Money(round(cost), campaign.currency))
            return (
                ("Pieces", f"{number} like those planned ({plan} are planned that can be forecast)"),
                ("Budget", money),
                ("Probability", f"{chance:.0%} for at least {value:,.0f} {title.lower()}"),
                ("How", (seek.__doc__ or "").partition("\n\n")[2].replace("\n    ", " ").strip()),
            )
    return (
        ("No answer", f"{_TIMES} times the plan reaches {value:,.0f} {title.lower()} with "
                      f"{float(np.mean(total >= wanted)):.0%} only"),
    )  # fmt: skip
