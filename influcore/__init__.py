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
    "hookimpl": "influcore.hookspecs",
    **dict.fromkeys(
        ("InflucoreError", "UnknownId", "InvalidInput", "Refused", "Conflict", "BadFile"), "influcore.errors"
    ),
    **dict.fromkeys(
        (
            "Advertiser", "Alias", "Campaign", "Collaboration", "Deliverable", "Entity", "Entry", "Format", "Group",
            "Influencer", "Membership", "Money", "Observation", "Platform", "Post", "Profile", "Ref",
        ),
        "influcore.entities",
    ),
    **dict.fromkeys(
        (
            "Ask", "Audience", "Coverage", "Creator", "Draws", "Estimate", "Figure", "History", "Kpi", "KpiContext",
            "Line", "Metric", "Missing", "NotComputable", "Outlook", "Quantities", "ReachAnswer", "Worlds", "maximum", "minimum",
            "ratio", "where",
        ),
        "influcore.measures",
    ),
    **dict.fromkeys(
        (
            "Action", "AudienceChunk", "Board", "Calendar", "CalendarItem", "Card", "Cards", "Chart", "Check",
            "Column", "Compare", "Connector", "Content", "CreatorRecord", "Document", "Field", "Finding",
            "ForecastModel", "ListRows", "LongText", "Match", "Matrix", "Outcome", "Panel", "Plan", "PostRecord",
            "Read", "Reject", "Reply", "Request", "Route", "Row", "Rows", "Sample", "Screen", "Secret", "Series",
            "Session", "Sink", "Source", "SqlRows", "Stack", "Table", "Tables", "TableSpec", "Timeline", "Unknown",
            "Write", "opt",
        ),
        "influcore.contributions",
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
    )
    from influcore.contributions import (
        AudienceChunk as AudienceChunk,
    )
    from influcore.contributions import (
        Board as Board,
    )
    from influcore.contributions import (
        Calendar as Calendar,
    )
    from influcore.contributions import (
        CalendarItem as CalendarItem,
    )
    from influcore.contributions import (
        Card as Card,
    )
    from influcore.contributions import (
        Cards as Cards,
    )
    from influcore.contributions import (
        Chart as Chart,
    )
    from influcore.contributions import (
        Check as Check,
    )
    from influcore.contributions import (
        Column as Column,
    )
    from influcore.contributions import (
        Compare as Compare,
    )
    from influcore.contributions import (
        Connector as Connector,
    )
    from influcore.contributions import (
        Content as Content,
    )
    from influcore.contributions import (
        CreatorRecord as CreatorRecord,
    )
    from influcore.contributions import (
        Document as Document,
    )
    from influcore.contributions import (
        Field as Field,
    )
    from influcore.contributions import (
        Finding as Finding,
    )
    from influcore.contributions import (
        ForecastModel as ForecastModel,
    )
    from influcore.contributions import (
        ListRows as ListRows,
    )
    from influcore.contributions import (
        LongText as LongText,
    )
    from influcore.contributions import (
        Match as Match,
    )
    from influcore.contributions import (
        Matrix as Matrix,
    )
    from influcore.contributions import (
        Outcome as Outcome,
    )
    from influcore.contributions import (
        Panel as Panel,
    )
    from influcore.contributions import (
        Plan as Plan,
    )
    from influcore.contributions import (
        PostRecord as PostRecord,
    )
    from influcore.contributions import (
        Read as Read,
    )
    from influcore.contributions import (
        Reject as Reject,
    )
    from influcore.contributions import (
        Reply as Reply,
    )
    from influcore.contributions import (
        Request as Request,
    )
    from influcore.contributions import (
        Route as Route,
    )
    from influcore.contributions import (
        Row as Row,
    )
    from influcore.contributions import (
        Rows as Rows,
    )
    from influcore.contributions import (
        Sample as Sample,
    )
    from influcore.contributions import (
        Screen as Screen,
    )
    from influcore.contributions import (
        Secret as Secret,
    )
    from influcore.contributions import (
        Series as Series,
    )
    from influcore.contributions import (
        Session as Session,
    )
    from influcore.contributions import (
        Sink as Sink,
    )
    from influcore.contributions import (
        Source as Source,
    )
    from influcore.contributions import (
        SqlRows as SqlRows,
    )
    from influcore.contributions import (
        Stack as Stack,
    )
    from influcore.contributions import (
        Table as Table,
    )
    from influcore.contributions import (
        Tables as Tables,
    )
    from influcore.contributions import (
        TableSpec as TableSpec,
    )
    from influcore.contributions import (
        Timeline as Timeline,
    )
    from influcore.contributions import (
        Unknown as Unknown,
    )
    from influcore.contributions import (
        Write as Write,
    )
    from influcore.contributions import (
        opt as opt,
    )
    from influcore.entities import (
        Advertiser as Advertiser,
    )
    from influcore.entities import (
        Alias as Alias,
    )
    from influcore.entities import (
        Campaign as Campaign,
    )
    from influcore.entities import (
        Collaboration as Collaboration,
    )
    from influcore.entities import (
        Deliverable as Deliverable,
    )
    from influcore.entities import (
        Entity as Entity,
    )
    from influcore.entities import (
        Entry as Entry,
    )
    from influcore.entities import (
        Format as Format,
    )
    from influcore.entities import (
        Group as Group,
    )
    from influcore.entities import (
        Influencer as Influencer,
    )
    from influcore.entities import (
        Membership as Membership,
    )
    from influcore.entities import (
        Money as Money,
    )
    from influcore.entities import (
        Observation as Observation,
    )
    from influcore.entities import (
        Platform as Platform,
    )
    from influcore.entities import (
        Post as Post,
    )
    from influcore.entities import (
        Profile as Profile,
    )
    from influcore.entities import (
        Ref as Ref,
    )
    from influcore.errors import (
        BadFile as BadFile,
    )
    from influcore.errors import (
        Conflict as Conflict,
    )
    from influcore.errors import (
        InflucoreError as InflucoreError,
    )
    from influcore.errors import (
        InvalidInput as InvalidInput,
    )
    from influcore.errors import (
        Refused as Refused,
    )
    from influcore.errors import (
        UnknownId as UnknownId,
    )
    from influcore.hookspecs import (
        hookimpl as hookimpl,
    )
    from influcore.measures import (
        Ask as Ask,
    )
    from influcore.measures import (
        Audience as Audience,
    )
    from influcore.measures import (
        Coverage as Coverage,
    )
    from influcore.measures import (
        Creator as Creator,
    )
    from influcore.measures import (
        Draws as Draws,
    )
    from influcore.measures import (
        Estimate as Estimate,
    )
    from influcore.measures import (
        Figure as Figure,
    )
    from influcore.measures import (
        History as History,
    )
    from influcore.measures import (
        Kpi as Kpi,
    )
    from influcore.measures import (
        KpiContext as KpiContext,
    )
    from influcore.measures import (
        Line as Line,
    )
    from influcore.measures import (
        Metric as Metric,
    )
    from influcore.measures import (
        Missing as Missing,
        NotComputable as NotComputable,
    )
    from influcore.measures import (
        Outlook as Outlook,
    )
    from influcore.measures import (
        Quantities as Quantities,
    )
    from influcore.measures import (
        ReachAnswer as ReachAnswer,
    )
    from influcore.measures import (
        Worlds as Worlds,
    )
    from influcore.measures import (
        maximum as maximum,
    )
    from influcore.measures import (
        minimum as minimum,
    )
    from influcore.measures import (
        ratio as ratio,
    )
    from influcore.measures import (
        where as where,
    )
