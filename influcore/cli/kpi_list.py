"""``kpi list``: what can be counted, and what is worked out from it."""

from __future__ import annotations

from typing import Any

from .command import command, json_option
from .start import Start

_WHAT = {"piece": "of a piece, summed", "total": "of totals", "creator": "of a creator"}


@command("list", json_option())
def _list(start: Start, as_json: bool) -> int:
    """List KPIs, the metrics they are made of, and what a KPI of a creator may need."""
    from .say import emit_json

    found = _found(start)
    if as_json:
        emit_json(found)
        return 0
    from influcore.terminal import clean

    from .grid import Head, grid
    from .say import emit, emit_title, room

    heads = [Head(title="Name"), Head(title="Title", wide=1), Head(title="What"), Head(title="Unit"),
             Head(title="Needs", wide=1), Head(title="Plugin"), Head(title="Source", wide=2)]  # fmt: skip
    rows = [
        [item["name"], clean(item["title"]), item["what"], item["unit"], ", ".join(item["needs"]) or "–",
         item["plugin"], clean(item["source"])]
        for item in found
    ]  # fmt: skip
    for line in grid(heads, rows, room=room())[1]:
        (emit_title if line.is_title else emit)(line.text)
    return 0


def _found(start: Start) -> list[dict[str, Any]]:
    from influcore.services.creator_kpis import quantities

    host = start.host
    found = [
        {"name": k.name, "title": k.title, "what": _WHAT[k.of], "unit": k.unit, "needs": list(k.needs),
         "plugin": host.owner("kpi", k.name), "source": k.source, "formula": k.text, "on_plan": k.on_plan}
        for k in host.kpis()
    ]  # fmt: skip
    measured = [(m, "metric", host.owner("metric", m.name)) for m in host.metrics()]
    measured += [(m, "creator's quantity", "core") for m in quantities()]
    found += [
        {"name": m.name, "title": m.title or m.name, "what": what, "unit": m.unit, "needs": [], "plugin": plugin,
         "source": m.source, "formula": "", "on_plan": False}
        for m, what, plugin in measured
    ]  # fmt: skip
    return found


COMMAND = _list
