"""What a plugin can contribute, each a frozen attrs class returned from a typed ``register`` hook."""

from .access import Read, Row, Session, Write
from .action import Action, Outcome, Plan
from .cells import cell_json, cell_text, clean, figure_cell, figure_column, figure_text, money_text, short_number
from .check import SEVERITIES, Check, Finding, Severity
from .connector import (
    AudienceChunk,
    Connector,
    CreatorRecord,
    Match,
    Note,
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
from .form import RESERVED, LongText, Secret, opt
from .model import ForecastModel
from .panel import PHASES, Panel, Screen
from .params import Param, ParamKind, choices_of, format_form, format_values, params_of, parse_form
from .route import Reply, Request, Route
from .rows import LIST_LIMIT, ListRows, Rows, SqlRows
from .tables import Tables, TableSpec

__all__ = [
    "LIST_LIMIT", "PHASES", "RESERVED", "SEVERITIES", "Action", "AudienceChunk", "Board", "Calendar", "CalendarItem",
    "Card", "Cards", "Cell", "Chart", "Check", "Column", "Compare", "Connector", "Content", "CreatorRecord",
    "Document", "Field", "Finding", "ForecastModel", "ListRows", "LongText", "Mark", "Match", "Matrix", "Note",
    "Outcome", "Panel", "Param", "ParamKind", "Plan", "PostRecord", "Read", "Record", "Reject", "Reply", "Request",
    "Route", "Row", "Rows", "Sample", "Screen", "Secret", "Series", "Session", "Severity", "Sink", "Source", "SqlRows",
    "Stack", "Table", "TableSpec", "Tables", "TakeReport", "Taker", "Timeline", "Unknown", "Write", "cell_json",
    "cell_text", "choices_of", "clean", "figure_cell", "figure_column", "figure_text", "format_form", "format_values",
    "money_text", "opt", "params_of", "parse_form", "short_number", "small_table",
]  # fmt: skip
