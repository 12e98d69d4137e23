"""How a selection is shown: what it reaches and costs, how good it is, who is in, who is out and why."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from influcore import Card, Cards, Chart, Column, Estimate, Money, Ref, Series, Table, Unknown
from influcore.contributions import Mark, small_table
from influcore.contributions.content import Plain

from .choosing import EXACT, at_frequency, steps
from .many_rows import ManyRows
from .selection import Selected
from .shown import EMPTY


def parts(found: Selected) -> Mapping[str, Plain]:
    """Give all parts, the summary first."""
    order = list(steps(found.candidates.pool, found.choice.chosen))
    return {
        "summary": _summary(found),
        "chosen": _chosen(found, order),
        "left_out": _left_out(found),
        "curve": _curve(found, order),
        "frequency": _frequency(found),
    }


def _summary(found: Selected) -> Cards:
    if not found.candidates.people:
        return Cards(cards=(), title="Selection", empty=EMPTY)
    choice, pool = found.choice, found.candidates.pool
    chosen = list(choice.chosen)
    listed, hidden = _listed(found), float(pool.hidden[chosen].sum())
    low = max(float(listed), float(pool.hidden[chosen].max(initial=0.0)))
    value: Any = listed
    if hidden:
        value = Estimate(median=min(max(choice.people, low), listed + hidden), low=low, high=listed + hidden, level=1.0)
    cards = [
        Card(name="people", title="Different people", kind="estimate", of="people", value=value, note=_basis(found)),
        Card(name="creators", title="Creators", kind="int", value=len(chosen),
             note=f"of {len(found.candidates.people)} candidates"),
        *_money_cards(found),
        Card(name="of_best", title="Of the best possible", kind="share", of="share", value=choice.of_best,
             note=_quality(found)),
    ]  # fmt: skip
    return Cards(cards=tuple(cards), title="Selection")


def _money_cards(found: Selected) -> list[Card]:
    costs = [found.candidates.costs.get(at) for at in found.choice.chosen]
    known = [cost for cost in costs if cost is not None]
    if not known:
        return [Card(name="cost", title="Cost", kind="money", value=Unknown("no fees, rate cards or --cost"))]
    total = Money(sum(cost.minor for cost in known), known[0].currency)
    missing = f"{len(costs) - len(known)} of {len(costs)} have no cost yet" if len(known) < len(costs) else ""
    budget = f"of a budget of {found.budget}" if found.budget is not None else ""
    each: Any = Unknown(missing or "nobody is reached")
    if not missing and found.choice.people > 0:
        each = Money(round(1000 * total.minor / found.choice.people), total.currency)
    return [
        Card(name="cost", title="Cost", kind="money", of="money", value=total, note=missing or budget),
        Card(name="cost_per_1000", title="Cost per 1,000 people", kind="money", of="money", value=each,
             note="different people, by the lists"),
    ]  # fmt: skip


def _basis(found: Selected) -> str:
    hidden = [at for at in found.choice.chosen if at in found.candidates.why]
    if not hidden:
        return "counted from lists"
    names = ", ".join(found.candidates.people[at].name for at in hidden[:4])
    universe = found.candidates.pool.universe
    how = "as if nobody followed another" if math.isinf(universe) else f"independent in {universe:,.0f} people"
    return (
        f"{names}{' and others' if len(hidden) > 4 else ''} without a complete list, {how}; their lists would narrow it"
    )


def _quality(found: Selected) -> str:
    if found.choice.exact:
        return f"exact: every selection was compared (up to {EXACT} free candidates)"
    rule = "(1 − 1/e) ÷ 2 = 32 %" if found.budget is not None else "1 − 1/e = 63 %"
    return f"at least; nothing within the limits reaches more than {found.choice.bound:,.0f}. Greedy promises {rule}"


def _chosen(found: Selected, order: list[tuple[int, float]]) -> Table:
    rows, total, spent = [], 0.0, 0
    for rank, (at, new) in enumerate(order, 1):
        cost = found.candidates.costs.get(at)
        total += new
        spent += cost.minor if cost else 0
        rows.append(
            _row(found, at) | {
                "order": rank, "new_people": round(new), "total": round(total), "cost": cost,
                "spent": Money(spent, cost.currency) if cost is not None else None,
                "cost_per_1000": _per_thousand(cost, new), "state": _state(found, at),
            }
        )  # fmt: skip
    return Table(columns=_CHOSEN, rows=ManyRows(rows), key="slug", row="influencer", title="Chosen, by new people",
                 empty="Nobody fits these limits.")  # fmt: skip


def _state(found: Selected, at: int) -> Mark:
    if at in found.must:
        return Mark("must be in", "plain")
    return (
        Mark(f"{found.candidates.why[at]}: modelled", "warn") if at in found.candidates.why else Mark("listed", "good")
    )


def _left_out(found: Selected) -> Table:
    from .choosing import Reached

    gains = Reached(found.candidates.pool, found.choice.chosen).gains().tolist() if found.candidates.people else []
    rows = [
        _row(found, at)
        | {
            "new_people": round(gains[at]), "cost": found.candidates.costs.get(at),
            "cost_per_1000": _per_thousand(found.candidates.costs.get(at), gains[at]), "why": _why_not(found, at),
        }
        for at in sorted(set(range(len(gains))) - set(found.choice.chosen), key=lambda at: -gains[at])
    ]  # fmt: skip
    return Table(columns=_LEFT_OUT, rows=ManyRows(rows), key="slug", row="influencer", title="Left out",
                 empty="Nobody is left out.")  # fmt: skip


def _why_not(found: Selected, at: int) -> str:
    if at in found.must_not:
        return "must not be in"
    if found.budget is not None:
        if at not in found.candidates.costs:
            return "no cost known: add a fee, or --cost"
        spent = sum(cost.minor for chosen in found.choice.chosen if (cost := found.candidates.costs.get(chosen)))
        if spent + found.candidates.costs[at].minor > found.budget.minor:
            return "does not fit the budget any more"
    if found.wanted.count is not None and len(found.choice.chosen) >= found.wanted.count:
        return f"the {found.wanted.count} places are taken"
    return "adds nobody new"


def _row(found: Selected, at: int) -> dict[str, Any]:
    person = found.candidates.people[at]
    return {
        "creator": person.name, "slug": person.slug, "audience": int(found.candidates.pool.found.sizes[at]),
        "_ref": Ref("influencer", person.id, person.name),
    }  # fmt: skip


def _per_thousand(cost: Money | None, new: float) -> Money | None:
    return Money(round(1000 * cost.minor / new), cost.currency) if cost is not None and new >= 1 else None


def _curve(found: Selected, order: list[tuple[int, float]]) -> Chart:
    total, points = 0.0, []
    for rank, (_, new) in enumerate(order, 1):
        total += new
        points.append((rank, total))
    return Chart(series=(Series(name="different people", points=tuple(points)),), form="line", x="creators", y="people",
                 title="Reach by number of creators")  # fmt: skip


def _listed(found: Selected) -> int:
    reached = at_frequency(found.candidates.pool, found.choice.chosen)
    return reached[0] if reached else 0


def _frequency(found: Selected) -> Table:
    reached = [count for count in at_frequency(found.candidates.pool, found.choice.chosen) if count]
    rows = [
        {"at_least": k, "people": count, "share": count / reached[0], "exactly": count - following}
        for k, (count, following) in enumerate(zip(reached, [*reached, 0][1:], strict=True), 1)
    ]
    columns = (
        Column(name="at_least", title="Follow at least", kind="int"),
        Column(name="people", title="People", kind="int", of="people"),
        Column(name="share", title="Share", kind="share", basis="lists"),
        Column(name="exactly", title="Exactly so many", kind="int", of="people"),
    )
    return small_table(columns, rows, key="at_least", title="Reach at frequency k+",
                       empty="No lists of the chosen yet.")  # fmt: skip


_CREATOR = (
    Column(name="creator", title="Creator"),
    Column(name="audience", title="Listed", kind="int", of="people"),
    Column(name="new_people", title="New people", kind="int", of="people"),
)
_COST = (
    Column(name="cost", title="Cost", kind="money", of="money"),
    Column(name="cost_per_1000", title="Per 1,000 new", kind="money", of="money"),
)
_SLUG = Column(name="slug", title="Slug", wide=2)
_CHOSEN = (
    Column(name="order", title="Order", kind="int"),
    *_CREATOR,
    Column(name="total", title="Together", kind="int", of="people"),
    *_COST,
    Column(name="spent", title="Spent", kind="money", of="money", wide=1),
    Column(name="state", title="List", kind="mark"),
    _SLUG,
)
_LEFT_OUT = (*_CREATOR, *_COST, Column(name="why", title="Why not"), _SLUG)
