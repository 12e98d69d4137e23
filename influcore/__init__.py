"""Plan and run influencer-marketing campaigns from a terminal, on a file you own.

Everything a plugin may use is here; each name is loaded when it is first asked for, so that importing
``influcore`` costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

__version__ = "0.1.0"
API_VERSION = 1

_HOMES = {
    **dict.fromkeys(
        (
            "Action", "AudienceChunk", "Board", "Calendar", "CalendarItem", "Card", "Cards", "Chart", "Check",
            "ClickRecord", "Column", "Compare", "Connector", "Content", "CreatorRecord", "Document", "Field",
            "Finding", "ForecastModel", "ListRows", "LongText", "Match", "Matrix", "Note", "OrderRecord", "Outcome",
            "Panel", "Plan", "PostRecord", "Read", "Reject", "Reply", "Request", "Route", "Row", "Rows", "Sample",
            "Screen", "Secret", "Series", "Session", "Settings", "Sink", "Source", "SqlRows", "Stack", "Table",
            "TableSpec", "Tables", "Timeline", "Unknown", "Write", "opt",
        ),
        "influcore.contributions",
    ),
    **dict.fromkeys(
        (
            "Advertiser", "Alias", "Campaign", "Collaboration", "Deliverable", "Entity", "Entry", "Format",
            "Group", "Influencer", "Membership", "Money", "Observation", "Platform", "Post", "Profile", "Ref",
        ),
        "influcore.entities",
    ),
    **dict.fromkeys(
        (
            "BadFile", "Conflict", "InflucoreError", "InvalidInput", "Refused", "UnknownId",
        ),
        "influcore.errors",
    ),
    **dict.fromkeys(
        (
            "hookimpl",
        ),
        "influcore.hookspecs",
    ),
    **dict.fromkeys(
        (
            "Ask", "Audience", "Coverage", "Creator", "Draws", "Estimate", "Figure", "History", "Kpi",
            "KpiContext", "Line", "Metric", "Missing", "NotComputable", "Outlook", "Quantities", "ReachAnswer",
            "Worlds", "maximum", "minimum", "ratio", "where",
        ),
        "influcore.measures",
    ),
}  # fmt: skip


def __getattr__(name: str) -> object:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module 'influcore' has no attribute {name!r}")
    return getattr(import_module(home), name)


if TYPE_CHECKING:
    from influcore.contributions import (
        Action as Action,
        AudienceChunk as AudienceChunk,
        Board as Board,
        Calendar as Calendar,
        CalendarItem as CalendarItem,
        Card as Card,
        Cards as Cards,
        Chart as Chart,
        Check as Check,
        ClickRecord as ClickRecord,
        Column as Column,
        Compare as Compare,
        Connector as Connector,
        Content as Content,
        CreatorRecord as CreatorRecord,
        Document as Document,
        Field as Field,
        Finding as Finding,
        ForecastModel as ForecastModel,
        ListRows as ListRows,
        LongText as LongText,
        Match as Match,
        Matrix as Matrix,
        Note as Note,
        OrderRecord as OrderRecord,
        Outcome as Outcome,
        Panel as Panel,
        Plan as Plan,
        PostRecord as PostRecord,
        Read as Read,
        Reject as Reject,
        Reply as Reply,
        Request as Request,
        Route as Route,
        Row as Row,
        Rows as Rows,
        Sample as Sample,
        Screen as Screen,
        Secret as Secret,
        Series as Series,
        Session as Session,
        Settings as Settings,
        Sink as Sink,
        Source as Source,
        SqlRows as SqlRows,
        Stack as Stack,
        Table as Table,
        Tables as Tables,
        TableSpec as TableSpec,
        Timeline as Timeline,
        Unknown as Unknown,
        Write as Write,
        opt as opt,
    )  # fmt: skip
    from influcore.entities import (
        Advertiser as Advertiser,
        Alias as Alias,
        Campaign as Campaign,
        Collaboration as Collaboration,
        Deliverable as Deliverable,
        Entity as Entity,
        Entry as Entry,
        Format as Format,
        Group as Group,
        Influencer as Influencer,
        Membership as Membership,
        Money as Money,
        Observation as Observation,
        Platform as Platform,
        Post as Post,
        Profile as Profile,
        Ref as Ref,
    )  # fmt: skip
    from influcore.errors import (
        BadFile as BadFile,
        Conflict as Conflict,
        InflucoreError as InflucoreError,
        InvalidInput as InvalidInput,
        Refused as Refused,
        UnknownId as UnknownId,
    )  # fmt: skip
    from influcore.hookspecs import (
        hookimpl as hookimpl,
    )  # fmt: skip
    from influcore.measures import (
        Ask as Ask,
        Audience as Audience,
        Coverage as Coverage,
        Creator as Creator,
        Draws as Draws,
        Estimate as Estimate,
        Figure as Figure,
        History as History,
        Kpi as Kpi,
        KpiContext as KpiContext,
        Line as Line,
        Metric as Metric,
        Missing as Missing,
        NotComputable as NotComputable,
        Outlook as Outlook,
        Quantities as Quantities,
        ReachAnswer as ReachAnswer,
        Worlds as Worlds,
        maximum as maximum,
        minimum as minimum,
        ratio as ratio,
        where as where,
    )  # fmt: skip
