"""Creators by their KPIs alone: one influencer, or the members of a group side by side."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from influcore import entities
from influcore.contributions import Column, Content, Panel, Session, Table, figure_cell, small_table
from influcore.measures import CREATOR_QUANTITIES, Line

from .subject import OfGroup, OfInfluencer

_MOST = 500
_WATCHES = frozenset({"influencer", "profile", "post", "observation", "membership"})


def kpi_table(lines: Sequence[Line], *, names_people: bool, title: str) -> Table:
    """Put KPIs of creators side by side, a profile a row."""
    kpis = [f for name, f in lines[0].figures.items() if name not in CREATOR_QUANTITIES] if lines else []
    columns = [Column(name="influencer", title="Influencer")] if names_people else []
    columns += [
        Column(name="profile", title="Profile"),
        Column(name="followers", title="Followers", kind="estimate", of="people"),
        *(Column(name=f.name, title=f.title, kind="estimate", of=f.unit, wide=min(n, 1)) for n, f in enumerate(kpis)),
        Column(name="basis", title="Rests on", wide=2),
    ]
    return small_table(
        columns, [_row(line, [f.name for f in kpis]) for line in lines], key="profile", title=title,
        row="influencer" if names_people else "",
        empty="No profiles yet: run `influcore influencer profile`.",
    )  # fmt: skip


def _row(line: Line, kpis: Sequence[str]) -> dict[str, Any]:
    rests = [line.figures[i].basis for name in kpis for i in line.figures[name].inputs if i in line.figures]
    return {
        "influencer": line.influencer.label if line.influencer else "", "profile": line.ref.label,
        "basis": ", ".join(dict.fromkeys(filter(None, rests))), "_ref": line.influencer,
    } | {name: figure_cell(line.figures[name]) for name in ("followers", *kpis)}  # fmt: skip


def _of_influencer(session: Session, params: OfInfluencer) -> Content:
    person = session.get(entities.Influencer, params.influencer)
    return kpi_table(session.creator_kpis([person.id]), names_people=False, title=f"{person.name}: KPIs")


def _of_group(session: Session, params: OfGroup) -> Content:
    group = session.get(entities.Group, params.group)
    members = [m.influencer for m in session.list(entities.Membership, group=group.id)]
    more = f" (the first {_MOST} of {len(members)})" if len(members) > _MOST else ""
    lines = session.creator_kpis(members[:_MOST])
    return kpi_table(lines, names_people=True, title=f"{group.name}: KPIs{more}")


PANELS: tuple[Panel, ...] = (
    Panel(name="influencer.kpis", title="KPIs", help="Show an influencer's KPIs, by profile, from recent posts.",
          read=_of_influencer, subject="influencer", params=OfInfluencer, order=60, watches=_WATCHES),
    Panel(name="group.kpis", title="KPIs", help="Compare the members of a group by their KPIs.", read=_of_group,
          subject="group", params=OfGroup, order=60, watches=_WATCHES),
)  # fmt: skip
