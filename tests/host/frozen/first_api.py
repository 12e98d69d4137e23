"""A plugin as one was written for API 1. Never changed: it has to work for as long as API 1 is kept."""

from collections.abc import Sequence

from attrs import frozen

from influcore import (
    Action,
    Check,
    Column,
    Field,
    Finding,
    Kpi,
    ListRows,
    Metric,
    Outcome,
    Panel,
    Plan,
    Ref,
    Table,
    Tables,
    TableSpec,
    hookimpl,
    opt,
    ratio,
)

influcore_api_version = 1


@frozen(kw_only=True)
class OfCampaign:
    """Which campaign."""

    campaign: str = opt("The campaign.", ref="campaign", arg=True)


@frozen(kw_only=True)
class Rates:
    """Settings of before there were sections to register."""

    worth: float = opt("What a cheer is worth.", default=2.0)


def m001_marks(db):
    """Make the only table."""
    db.table("first_api_marks").create({"id": str, "campaign": str}, pk="id", strict=True)


def _read(session, params):
    columns = (Column(name="slug", title="Campaign"),)
    return Table(title="Marks", columns=columns, rows=ListRows([{"slug": params.campaign}]))


def _plan(read, form):
    return Plan(lines=(f"mark {form.campaign}",))


def _do(write, plan):
    write.execute("INSERT INTO first_api_marks VALUES (?, ?)", "1", plan.form.campaign)
    return Outcome(message=f"marked {plan.form.campaign}")


def _check(session, ids):
    for campaign in ids:
        yield Finding(check="first_api.seen", severity="info", subject=Ref("campaign", campaign), message="seen")


@hookimpl
def influcore_register_kpis() -> Sequence[Metric | Kpi]:
    return [
        Metric("cheers", "count", "sum"),
        Kpi(name="cheer_rate", title="Cheers", unit="share", needs=("cheers", "followers"), source="us",
            formula=lambda q, c: ratio(q.cheers * c.settings.worth, q.followers), settings=Rates),
    ]  # fmt: skip


@hookimpl
def influcore_register_panels():
    return [Panel(name="first_api.marks", title="Marks", help="Shows marks.", subject="campaign", params=OfCampaign,
                  read=_read)]  # fmt: skip


@hookimpl
def influcore_register_actions():
    return [Action(name="first_api.mark", help="Marks.", form=OfCampaign, plan=_plan, do=_do, undo="never")]


@hookimpl
def influcore_register_checks():
    return [Check(name="first_api.seen", help="Sees campaigns.", run=_check)]


@hookimpl
def influcore_register_fields():
    return [Field(name="first_api.marked", title="Marked", help="Is marked.", subject="campaign", type=bool,
                  read=lambda read, refs: [True for _ in refs])]  # fmt: skip


@hookimpl
def influcore_register_tables():
    return [Tables(migrations=(m001_marks,), tables=(TableSpec(name="first_api_marks", kind="derived"),))]


@hookimpl
def influcore_after_change(read, action, changed):
    HEARD.append((action, read.value("SELECT count(*) FROM campaign")))


HEARD: list[object] = []
