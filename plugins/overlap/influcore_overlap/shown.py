"""How overlap is shown: cards, a matrix and tables whose field names stay."""

from __future__ import annotations

from typing import Any

from influcore import Card, Cards, Chart, Column, Estimate, Matrix, Ref, Series, Table, Unknown
from influcore.contributions import Mark, small_table

from .many_rows import ManyRows
from .overlap import Overlap

EMPTY = "Nobody takes part yet: run `influcore collaboration add CAMPAIGN INFLUENCER`."
NO_LISTS = "No list of followers yet: `influcore import FILE --option account=HANDLE --option platform=instagram`."
_GROUPS = 25
_BARS = 12


def summary(found: Overlap) -> Cards:
    """Say how many different people there are, and on what that rests."""
    if found.answer is None:
        return Cards(cards=(), title="Audience", empty=NO_LISTS if found.places else EMPTY)
    people = found.answer.people
    low, middle, high = (float(bound[0]) for bound in (people.low, people.estimate, people.high))
    gross = sum(found.sizes)
    exact = found.answer.basis == "exact"
    lists = len(found.exclusive())
    cards = [
        Card(name="deduplicated", title="Different people", kind="estimate", of="people",
             value=round(middle) if exact and low == high else _bounded(low, middle, high), note=found.answer.note),
        Card(name="sum", title="Followers added up", kind="int", of="people", value=round(gross),
             note=f"{len(found.places)} profiles, {lists} with a list"),
        Card(name="frequency", title="Frequency", kind="multiple", of="multiple", note="profiles that one follows",
             value=_bounded(gross / high, gross / middle, gross / low) if low else Unknown("nobody follows")),
    ]  # fmt: skip
    if found.people:
        alone = int(found.frequencies()[0])
        cards.append(
            Card(name="exclusive_share", title="Follow only one", kind="share", of="share", value=alone / found.people,
                 note=f"{alone:,} of {found.people:,} people in the lists")
        )  # fmt: skip
    basis = Mark("exact", "good") if exact else Mark("bounded", "warn")
    cards.append(Card(name="basis", title="Basis", kind="mark", value=basis))
    return Cards(cards=tuple(cards), title="Audience")


def creators(found: Overlap) -> Table:
    """Show each profile: its audience, what only it reaches, and the order by new people."""
    alone = found.exclusive()
    order = {step.at: (rank, step) for rank, step in enumerate(found.order(), 1)}
    rows = []
    for at, place in enumerate(found.places):
        row: dict[str, Any] = {
            "creator": place.label, "profile": place.profile.label, "followers": place.profile.followers,
            "list": Mark(f"{place.known.why}: takes part through bounds", "warn"),
            "_ref": Ref("influencer", place.influencer.id, place.influencer.name),
        }  # fmt: skip
        if place.known.held is not None:
            size, (rank, step) = place.known.held.people, order[at]
            stated = place.profile.followers
            row |= {
                "audience": size, "exclusive": alone[at], "exclusive_share": alone[at] / size,
                "shared": size - alone[at], "order": rank, "new_people": step.new, "total": step.total,
                "listed_share": size / stated if stated else None, "list_date": place.known.held.taken_on,
                "list": Mark("listed", "good"),
            }  # fmt: skip
        rows.append(row)
    rows.sort(key=lambda row: row.get("order", len(rows) + 1))
    return Table(
        columns=_CREATORS, rows=ManyRows(rows), key="profile", row="influencer", title="Creators, by new people",
        empty=EMPTY,
    )  # fmt: skip


def frequency(found: Overlap) -> Table:
    """Show how many people follow exactly, and at least, so many of the profiles."""
    counts = found.frequencies().tolist()
    rows = [
        {"follows": k, "people": count, "share": count / found.people, "at_least": sum(counts[k - 1 :])}
        for k, count in enumerate(counts, 1)
        if count
    ]
    columns = (
        Column(name="follows", title="Follow exactly", kind="int"),
        Column(name="people", title="People", kind="int", of="people"),
        Column(name="share", title="Share", kind="share", basis="lists"),
        Column(name="at_least", title="At least so many", kind="int", of="people"),
    )
    return small_table(columns, rows, key="follows", title="How many of them people follow", empty=NO_LISTS)


def matrix(found: Overlap) -> Matrix:
    """Show the share of the smaller audience that every two have in common; None where ids can not be compared."""
    places = sorted(at for spots in found.listed.spaces.values() for at in spots)
    spot = {at: n for n, at in enumerate(places)}
    values: list[list[float | None]] = [[None] * len(places) for _ in places]
    for pair in found.pairs():
        a, b = spot[pair.a], spot[pair.b]
        values[a][b] = values[b][a] = pair.of_smaller
    labels = tuple(Ref("influencer", found.places[at].influencer.id, found.places[at].label) for at in places)
    return Matrix(
        labels=labels if len(labels) > 1 else (), values=tuple(tuple(row) for row in values),
        unit="share of the smaller audience", title="Shared followers", empty=NO_LISTS if len(labels) < 1 else
        "One list alone overlaps with nobody: import another one.",
    )  # fmt: skip


def pair_table(found: Overlap) -> Table:
    """Show every pair with all five measures, the strongest first."""
    rows: list[dict[str, Any]] = [
        {
            "a": found.places[pair.a].label, "b": found.places[pair.b].label, "shared": pair.shared,
            "of_smaller": pair.of_smaller, "of_a": pair.of_a, "of_b": pair.of_b, "jaccard": pair.jaccard,
            "pair": f"{found.places[pair.a].profile.label} {found.places[pair.b].profile.label}",
        }
        for pair in found.pairs()
    ]  # fmt: skip
    rows.sort(key=lambda row: (-row["of_smaller"], -row["shared"]))
    return Table(
        columns=_PAIRS, rows=ManyRows(rows), key="pair", title="Pairs", empty="No two lists can be compared yet."
    )


def subset_table(found: Overlap) -> Table:
    """Show the largest groups of people by exactly whom they follow."""
    rows = [
        {"follow": tuple(found.places[at].label for at in members), "people": count, "share": count / found.people}
        for members, count in found.subsets(_GROUPS)
    ]
    columns = (
        Column(name="follow", title="Follow exactly these"),
        Column(name="people", title="People", kind="int", of="people"),
        Column(name="share", title="Share", kind="share", basis="lists"),
    )
    return small_table(columns, rows, key="follow", title=f"Largest groups (up to {_GROUPS})", empty=NO_LISTS)


def curve(found: Overlap) -> Chart:
    """Show how many different people the first so many creators reach, by new people."""
    points = tuple((rank, float(step.total)) for rank, step in enumerate(found.order(), 1))
    series = (Series(name="different people", points=points),) if points else ()
    return Chart(series=series, form="line", x="creators", y="people", title="Reach by number of creators")


def upset(found: Overlap) -> Chart:
    """Show the largest groups as bars, named by exactly whom they follow."""
    points = tuple(
        (" + ".join(found.places[at].label for at in members), float(count)) for members, count in found.subsets(_BARS)
    )
    series = (Series(name="people", points=points),) if points else ()
    return Chart(series=series, form="bar", x="follow exactly", y="people", title="Who follows exactly these")


def _bounded(low: float, middle: float, high: float) -> float | Estimate:
    return middle if low == high else Estimate(median=middle, low=low, high=high, level=1.0)


_CREATORS = (
    Column(name="creator", title="Creator"),
    Column(name="audience", title="Listed", kind="int", of="people"),
    Column(name="exclusive", title="Exclusive", kind="int", of="people"),
    Column(name="exclusive_share", title="Exclusive %", kind="share", basis="list"),
    Column(name="shared", title="Shared", kind="int", of="people"),
    Column(name="order", title="Order", kind="int"),
    Column(name="new_people", title="New people", kind="int", of="people"),
    Column(name="total", title="Together", kind="int", of="people", wide=1),
    Column(name="list_date", title="List of", kind="date", wide=1),
    Column(name="list", title="List", kind="mark"),
    Column(name="followers", title="Stated", kind="int", of="people", wide=2),
    Column(name="listed_share", title="Listed %", kind="share", basis="stated", wide=2),
    Column(name="profile", title="Profile", wide=2),
)
_PAIRS = (
    Column(name="a", title="A"),
    Column(name="b", title="B"),
    Column(name="shared", title="Shared", kind="int", of="people"),
    Column(name="of_smaller", title="Of the smaller", kind="share"),
    Column(name="of_a", title="Of A", kind="share"),
    Column(name="of_b", title="Of B", kind="share"),
    Column(name="jaccard", title="Jaccard", kind="share", wide=1),
    Column(name="pair", title="Profiles", wide=2),
)
