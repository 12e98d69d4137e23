"""KPIs of creators alone, one line for each profile: for choosing whom to work with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from influcore.contributions import Read
from influcore.entities import Influencer, Ref
from influcore.measures import CREATOR_QUANTITIES, Kpi, KpiContext, Line, Metric, Worlds

from .evaluate import Book, Piece
from .history import creators
from .typical import typical_of

WORLDS = 400


def quantities() -> tuple[Metric, ...]:
    """Give what a KPI of a creator may need, as metrics: with a unit, a title and what they are."""
    return tuple(
        Metric(name, "share" if name.endswith("_growth") else "people" if name == "followers" else "count",
               source=f"influcore: {text}", title=name.replace("_", " ").capitalize())
        for name, text in CREATOR_QUANTITIES.items()
    )  # fmt: skip


def creator_lines(
    read: Read,
    influencers: Iterable[str],
    kpis: Sequence[Kpi],
    own: Mapping[str, object],
    *,
    recent: int,
    seed: int,
) -> tuple[Line, ...]:
    """Work out every KPI of creators for each of their profiles; ``influencers`` are ids, slugs or handles.

    Errors: UnknownId.
    """
    people = [read.get(Influencer, key) for key in influencers]
    mine = [kpi for kpi in kpis if kpi.of == "creator"]
    book, worlds = Book(quantities(), mine, own), Worlds(WORLDS, seed)
    names = (*book.kpis, *CREATOR_QUANTITIES)
    lines = []
    for person, creator in zip(people, creators(read, people), strict=True) if people else ():
        for profile in creator.profiles:
            known = typical_of(read, profile, recent, worlds)
            context = KpiContext(platform=profile.platform, tier=profile.tier, day=read.today)
            piece = Piece(profile.id, context, known.values, known.missing, known.basis)
            book.complete(piece)
            for name, inputs in piece.inputs.items():
                known.basis[name] = ", ".join(dict.fromkeys(known.basis[i] for i in inputs if known.basis.get(i)))
            lines.append(
                Line(
                    ref=Ref("profile", profile.id, profile.label),
                    influencer=person.ref,
                    platform=profile.platform,
                    figures={name: book.figure(name, piece) for name in names},
                )
            )
    return tuple(lines)
