"""The plan as people read it on a terminal or paper."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from attrs import frozen

from influcore.contributions import (
    Finding,
    cell_text,
    chance_text,
    clean,
    figure_column,
    figure_text,
    money_text,
    rests_on,
    short_number,
    target_text,
)
from influcore.entities import Advertiser, Campaign, zone_named
from influcore.measures import Figure, Line, Outlook, Reach
from influcore.terminal import wrapped

from .figures import missing
from .findings import print_findings
from .grid import Head, grid
from .say import emit, emit_title, room

if TYPE_CHECKING:
    from influcore.host import Host

WIDE = 110  # where no terminal limits a line
NAMED = 3


@frozen(kw_only=True)
class Plan:
    """An outlook with what is printed around it; ``names`` are the figures to show."""

    campaign: Campaign
    advertiser: Advertiser
    outlook: Outlook
    names: tuple[str, ...]
    findings: tuple[Finding, ...]

    @property
    def columns(self) -> tuple[str, ...]:
        """The figures of each line: what an objective adds only where some piece has it; the total names the rest."""
        added = set(self.outlook.shown[self.outlook.always :]) if self.names == self.outlook.shown else set()
        return tuple(n for n in self.names if n not in added or any(_is_known(line, n) for line in self.outlook.pieces))


def _is_known(line: Line, name: str) -> bool:
    figure = line.figures.get(name)
    return figure is not None and figure.estimate is not None


def print_plan(plan: Plan, host: Host) -> None:
    """Print all of a plan, in sections."""
    _print_head(plan)
    outlook = plan.outlook
    if outlook.state == "empty":
        emit()
        emit(f"No deliverables yet: influcore deliverable add {plan.campaign.slug} …")
    else:
        _print_lines("By deliverable", [(_piece_name(line, plan.campaign), line) for line in outlook.pieces], plan)
        _print_lines(
            "By influencer", [(f"{line.ref.label} ({line.parts})", line) for line in outlook.influencers], plan
        )
        _print_total(plan)
        _print_targets(plan)
    _print_missing(plan)
    _print_notes(outlook)
    if plan.findings:
        emit()
        emit_title("Findings")
        print_findings(plan.findings, host)


def _print_head(plan: Plan) -> None:
    campaign, outlook = plan.campaign, plan.outlook
    budget = f"budget {money_text(campaign.budget)}" if campaign.budget else "no budget"
    emit_title(f"{campaign.name} ({campaign.slug}), {plan.advertiser.name}")
    emit(f"{campaign.starts} to {campaign.ends} ({campaign.zone}), {budget} excluding VAT")
    emit(f"Forecast by {outlook.model}, {outlook.worlds:,} worlds, seed {outlook.seed}.")
    emit("Medians, with 80 % intervals in brackets; ? is named under “What is missing”.")


def _piece_name(line: Line, campaign: Campaign) -> str:
    day = line.due.astimezone(zone_named(campaign.zone)).strftime("%m-%d") if line.due else "–"
    who = line.influencer.label if line.influencer else ""
    return f"{day} {who}, {line.ref.label}"


def _print_lines(title: str, lines: Sequence[tuple[str, Line]], plan: Plan) -> None:
    emit()
    emit_title(title)
    columns = [plan.outlook.total.figures[name] for name in plan.columns]
    heads = [Head(title=""), *(Head(title=clean(f.title), right=True) for f in columns)]
    rows = [[clean(name), *(_short(line.figures.get(f.name)) for f in columns)] for name, line in lines]
    _print_grid(heads, rows)


def _print_grid(heads: Sequence[Head], rows: Iterable[Sequence[str]], *, fold: bool = True) -> None:
    for line in grid(heads, rows, room=room() or WIDE, fold=fold)[1]:
        (emit_title if line.is_title else emit)(line.text)


def _short(figure: Figure | None) -> str:
    return figure_text(figure) if figure is not None and figure.estimate is not None else "?"


def _print_total(plan: Plan) -> None:
    emit()
    emit_title("Total")
    heads = [Head(title=""), Head(title="Median (80 %)", right=True), Head(title="Pieces", right=True),
             Head(title="Basis")]  # fmt: skip
    rows = []
    for name in plan.names:
        figure = plan.outlook.total.figures[name]
        coverage = str(figure.coverage) if figure.coverage else ""
        told = clean(figure.basis) if figure.estimate is not None else clean(figure.missing)
        rows.append([clean(figure.title), _short(figure), coverage, told])
    _print_grid(heads, rows, fold=False)
    emit()
    if plan.outlook.reach is not None:
        _print_reach(plan.outlook.reach)
    else:
        emit(f"Different people: ? {plan.outlook.reach_missing}")


def _print_targets(plan: Plan) -> None:
    """Say how likely each target is, and on how many pieces that rests where it is not all of them."""
    if not plan.outlook.targets:
        return
    emit()
    emit_title("Targets")
    rows = [[clean(text) for text in (t.title, target_text(t), chance_text(t), rests_on(t))]
            for t in plan.outlook.targets]  # fmt: skip
    heads = [Head(title=""), Head(title="Target", right=True), Head(title="Probability", right=True),
             Head(title="Pieces")]  # fmt: skip
    _print_grid(heads, rows, fold=False)


def _print_reach(reach: Reach) -> None:
    figure = Figure(name="reach", title="Reach", unit="people", estimate=reach.estimate)
    emit(
        f"Different people: {cell_text(reach.estimate, figure_column(figure))}, {reach.basis} by {reach.by}, "
        f"{reach.of} of {reach.profiles} profile{'' if reach.profiles == 1 else 's'}"
    )
    bounds = (
        f"its median is at least {short_number(reach.low)} and at most {short_number(reach.high)}; "
        if reach.low < reach.high
        else ""
    )
    for line in wrapped(clean(f"{bounds}{reach.note}"), (room() or WIDE) - 2):
        emit(f"  {line}".rstrip())


def _print_missing(plan: Plan) -> None:
    lacks = missing(plan.outlook, plan.names)
    if not lacks:
        return
    emit()
    emit_title("What is missing")
    by_reason: dict[tuple[str, int], list[str]] = {}
    named: dict[tuple[str, int], list[Line]] = {}
    for name, reason, lines in lacks:
        key = (reason, hash(tuple(line.ref for line in lines)))
        by_reason.setdefault(key, []).append(plan.outlook.total.figures[name].title)
        named[key] = lines
    for key, titles in by_reason.items():
        labels = [_piece_name(line, plan.campaign) for line in named[key]]
        more = f" and {len(labels) - NAMED} more" if len(labels) > NAMED else ""
        emit(f"{', '.join(titles)}: {key[0]}")
        emit(f"  {len(labels)} of {len(plan.outlook.pieces)} pieces: {'; '.join(labels[:NAMED])}{more}")


def _print_notes(outlook: Outlook) -> None:
    notes = [*outlook.notes, *(f"{line.ref.label}: {note}" for line in outlook.influencers for note in line.notes)]
    if notes:
        emit()
        emit_title("Notes")
        for note in notes:
            emit(note)
