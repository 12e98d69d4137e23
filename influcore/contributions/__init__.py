"""What a plugin can contribute, each a frozen attrs class returned from a typed ``register`` hook."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .action import Action
    from .cells import cell_json, cell_text, clean, figure_cell, figure_column, figure_text, money_text, short_number
    from .check import Check
    from .connector import (
        AudienceChunk,
        ClickRecord,
        Connector,
        CreatorRecord,
        Match,
        Note,
        OrderRecord,
        PostRecord,
        Record,
        Reject,
        Sample,
        Sink,
        Source,
        Taker,
        TakeReport,
    )
    from .content import (
        Board,
        Calendar,
        CalendarItem,
        Card,
        Cards,
        Cell,
        Chart,
        Column,
        Compare,
        Content,
        Document,
        Mark,
        Matrix,
        Series,
        Stack,
        Table,
        Timeline,
        Unknown,
        small_table,
    )
    from .field import Field
    from .finding import SEVERITIES, Finding, Severity
    from .form import RESERVED, LongText, Secret, opt
    from .model import ForecastModel
    from .outcome import Outcome, Plan
    from .panel import PHASES, Panel, Screen
    from .params import Param, ParamKind, choices_of, emptied, format_form, format_values, params_of, parse_form
    from .reading import Read, Row
    from .route import Reply, Request, Route
    from .rows import LIST_LIMIT, ListRows, Rows, SqlRows
    from .session import Session
    from .settings import Settings
    from .tables import Tables, TableSpec
    from .target_words import chance_text, rests_on, target_text, targets_table
    from .writing import Write

# Each name is loaded when it is first asked for: all of them at once cost every start a tenth of a second.
_MODULES = {
    "action": "Action",
    "cells": "cell_json cell_text clean figure_cell figure_column figure_text money_text short_number",
    "check": "Check",
    "connector": (
        "AudienceChunk ClickRecord Connector CreatorRecord Match Note OrderRecord PostRecord Record Reject "
        "Sample Sink Source TakeReport Taker"
    ),
    "content": (
        "Board Calendar CalendarItem Card Cards Cell Chart Column Compare Content Document Mark Matrix Series "
        "Stack Table Timeline Unknown small_table"
    ),
    "field": "Field",
    "finding": "Finding SEVERITIES Severity",
    "form": "LongText RESERVED Secret opt",
    "model": "ForecastModel",
    "outcome": "Outcome Plan",
    "panel": "PHASES Panel Screen",
    "params": "Param ParamKind choices_of emptied format_form format_values params_of parse_form",
    "reading": "Read Row",
    "route": "Reply Request Route",
    "rows": "LIST_LIMIT ListRows Rows SqlRows",
    "session": "Session",
    "settings": "Settings",
    "tables": "TableSpec Tables",
    "target_words": "chance_text rests_on target_text targets_table",
    "writing": "Write",
}
_HOMES = {name: module for module, names in _MODULES.items() for name in names.split()}
__all__ = [
    "LIST_LIMIT",
    "PHASES",
    "RESERVED",
    "SEVERITIES",
    "Action",
    "AudienceChunk",
    "Board",
    "Calendar",
    "CalendarItem",
    "Card",
    "Cards",
    "Cell",
    "Chart",
    "Check",
    "ClickRecord",
    "Column",
    "Compare",
    "Connector",
    "Content",
    "CreatorRecord",
    "Document",
    "Field",
    "Finding",
    "ForecastModel",
    "ListRows",
    "LongText",
    "Mark",
    "Match",
    "Matrix",
    "Note",
    "OrderRecord",
    "Outcome",
    "Panel",
    "Param",
    "ParamKind",
    "Plan",
    "PostRecord",
    "Read",
    "Record",
    "Reject",
    "Reply",
    "Request",
    "Route",
    "Row",
    "Rows",
    "Sample",
    "Screen",
    "Secret",
    "Series",
    "Session",
    "Settings",
    "Severity",
    "Sink",
    "Source",
    "SqlRows",
    "Stack",
    "Table",
    "TableSpec",
    "Tables",
    "TakeReport",
    "Taker",
    "Timeline",
    "Unknown",
    "Write",
    "cell_json",
    "cell_text",
    "chance_text",
    "choices_of",
    "clean",
    "emptied",
    "figure_cell",
    "figure_column",
    "figure_text",
    "format_form",
    "format_values",
    "money_text",
    "opt",
    "params_of",
    "parse_form",
    "rests_on",
    "short_number",
    "small_table",
    "target_text",
    "targets_table",
]  # fmt: skip


def __getattr__(name: str) -> object:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = globals()[name] = getattr(import_module(f".{home}", __name__), name)
    return value
