"""``explain``: where a number comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from .command import command, json_option
from .completion import complete
from .start import Start

if TYPE_CHECKING:
    from influcore.measures import Figure
    from influcore.services.explain import Explanation

FACTS = ("formula", "unit", "basis", "needs", "adds_up", "better", "source", "plugin", "model", "details")


def _complete(context: click.Context, parameter: click.Parameter, incomplete: str) -> list[str]:
    from .start import start_of

    catalogue = start_of(context).host.catalogue
    return [item.name for item in (*catalogue.kpis, *catalogue.metrics) if item.name.startswith(incomplete)]


@command(
    "explain",
    click.Argument(["kpi"], metavar="KPI", help="A KPI or metric.", shell_complete=_complete),
    click.Argument(
        ["campaign"], required=False, metavar="[CAMPAIGN]", help="With the numbers of a campaign.",
        shell_complete=complete({"kind": "ref", "ref": "campaign", "choices": ()}),
    ),
    click.Option(["--trace"], is_flag=True, help="Also every deliverable: what goes in, and what comes out."),
    json_option(),
)  # fmt: skip
def _explain(start: Start, kpi: str, campaign: str | None, trace: bool, as_json: bool) -> int:
    """Say where a number comes from: formula, source, basis, coverage, interval."""
    from influcore.services.explain import explain

    from .say import emit_json

    told = explain(start.desk.session(), kpi, campaign)
    if as_json:
        emit_json(explanation_json(told, trace=trace))
    else:
        _print(told, trace=trace)
    return 0


def explanation_json(told: Explanation, *, trace: bool) -> dict[str, Any]:
    from influcore.contributions import cell_json

    from .figures import figure_json, piece_json

    facts: dict[str, Any] = {name: getattr(told, name) or None for name in ("name", "title", "of", *FACTS)}
    facts["needs"] = list(told.needs)
    facts["details"] = list(told.details)
    facts["total"] = figure_json(told.total) if told.total is not None else None
    facts["influencers"] = [
        {"influencer": cell_json(line.ref), "parts": line.parts, "figure": figure_json(figure)}
        for line, figure in told.influencers
    ]
    facts["inputs"] = {figure.name: figure_json(figure) for figure in told.inputs}
    if trace:
        facts["reads"] = list(told.reads)
        facts["pieces"] = [piece_json(line, (told.name, *told.reads)) for line, _ in told.pieces]
        if told.of == "creator":
            facts["profiles"] = [{"profile": p.pop("deliverable"), **p} for p in facts.pop("pieces")]
    return facts


def _print(told: Explanation, *, trace: bool) -> None:
    from .say import emit, emit_title

    emit_title(f"{told.title} ({told.name})")
    for name in FACTS:
        value = getattr(told, name)
        text = ("; " if name == "details" else ", ").join(value) if isinstance(value, tuple) else str(value)
        if text:
            emit(f"{name.replace('_', ' ').capitalize():<9} {text}")
    print_numbers(told, trace=trace)


def print_numbers(told: Explanation, *, trace: bool) -> None:
    """Print the numbers of a campaign: in total with its inputs and, for a trace, of each influencer and piece."""
    if told.total is not None:
        _print_total(told, trace=trace)
    if told.pieces and (trace or told.total is None):
        _print_trace(told)


def _print_total(told: Explanation, *, trace: bool) -> None:
    from influcore.contributions import clean, figure_text

    from .grid import Head, grid
    from .say import emit, emit_title, room

    assert told.total is not None
    rows = [[clean(f.title), figure_text(f), str(f.coverage or ""), clean(f.basis)] for f in (told.total, *told.inputs)]
    rows[0][0] = "Total"
    if trace:
        rows += [[clean(f"{line.ref.label} ({line.parts})"), figure_text(f), str(f.coverage or ""), clean(f.basis)]
                 for line, f in told.influencers]  # fmt: skip
    emit()
    heads = [Head(title=""), Head(title="Median (80 %)", right=True), Head(title="Pieces", right=True),
             Head(title="Basis")]  # fmt: skip
    for printed in grid(heads, rows, room=room())[1]:
        (emit_title if printed.is_title else emit)(printed.text)


def _print_trace(told: Explanation) -> None:
    """Print what goes into each piece and what comes out of it, and how many have all it needs."""
    from influcore.contributions import clean

    from .grid import Head, grid
    from .say import emit, emit_title, room

    known = sum(figure.estimate is not None for _, figure in told.pieces)
    what = "profiles" if told.of == "creator" else "pieces"
    emit()
    emit_title(f"Inputs and result: {known} of {len(told.pieces)} {what} have all it needs")
    titles = {name: f.title for line, _ in told.pieces for name, f in line.figures.items() if name in told.reads}
    heads = [Head(title=""), *(Head(title=clean(titles.get(name, name)), right=True) for name in told.reads),
             Head(title=clean(told.title), right=True), Head(title="Rests on, or lacks")]  # fmt: skip
    rows = []
    for line, figure in told.pieces:
        who = f"{line.influencer.label}, " if line.influencer else ""
        given = [line.figures.get(name) for name in told.reads]
        shown = ["–" if f is None else _short(f) for f in given]
        bases = dict.fromkeys(f.basis for f in given if f is not None and f.basis)
        rests = figure.missing if figure.estimate is None else "; ".join(bases) or figure.basis
        rows.append([clean(f"{who}{line.ref.label}"), *shown, _short(figure), clean(rests)])
    for printed in grid(heads, rows, room=room(), fold=True)[1]:
        (emit_title if printed.is_title else emit)(printed.text)


def _short(figure: Figure) -> str:
    from influcore.contributions import figure_text

    return figure_text(figure) if figure.estimate is not None else "?"


COMMANDS = {"explain": _explain}
