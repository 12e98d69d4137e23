"""``plan``: what a campaign will bring, with intervals, and what the forecast lacks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from .command import command, json_option
from .completion import complete
from .start import Start

if TYPE_CHECKING:
    from influcore.host import Host
    from influcore.measures import Outlook


@command(
    "plan",
    click.Argument(
        ["campaign"], metavar="CAMPAIGN", help="Which campaign.",
        shell_complete=complete({"kind": "ref", "ref": "campaign", "choices": ()}),
    ),
    click.Option(["--model"], metavar="NAME", help="The forecasting model."),
    click.Option(["--seed"], type=click.IntRange(0), metavar="N", help="Chance, reproducible."),
    click.Option(["--worlds"], type=click.IntRange(10, 1_000_000), metavar="N", help="How many futures."),
    click.Option(["--kpi", "kpis"], metavar="NAME,…", multiple=True, help="These KPIs and metrics only."),
    click.Option(["--all-kpis"], is_flag=True, help="All KPIs and metrics, not only those of the objective."),
    json_option(),
)  # fmt: skip
def _plan(
    start: Start,
    campaign: str,
    model: str | None,
    seed: int | None,
    worlds: int | None,
    kpis: Sequence[str],
    all_kpis: bool,
    as_json: bool,
) -> int:
    """Forecast a campaign: by deliverable, by influencer and in total, with 80 % intervals.

    It shows the KPIs of every plan, and those that the campaign's objective and platforms add.
    The same model and seed give the same numbers again. What the input lacks is named, never invented.
    """
    if all_kpis and kpis:
        raise click.UsageError("--kpi and --all-kpis exclude each other")
    return forecast(
        start, campaign, model=model or "", seed=seed, worlds=worlds, kpis=kpis, all_kpis=all_kpis, as_json=as_json
    )


def forecast(
    start: Start,
    key: str,
    *,
    model: str = "",
    seed: int | None = None,
    worlds: int | None = None,
    kpis: Sequence[str] = (),
    all_kpis: bool = False,
    as_json: bool = False,
) -> int:
    """Work the outlook out and print it with the findings."""
    from influcore.entities import Advertiser, Campaign

    from .plan_text import Plan, print_plan
    from .progress import Bar

    desk = start.desk
    session = desk.session()
    campaign = session.get(Campaign, key)
    bar = Bar()
    try:
        outlook = session.outlook(
            campaign.id, model=model, seed=seed, worlds=worlds,
            progress=lambda done, of: bar("forecasting", done, of),
        )  # fmt: skip
    finally:
        bar.close()
    names = outlook.kpis if all_kpis else chosen(outlook, kpis)
    advertiser = session.get(Advertiser, campaign.advertiser)
    plan = Plan(campaign=campaign, advertiser=advertiser, outlook=outlook, names=names,
                findings=tuple(session.findings(campaign.id)))  # fmt: skip
    if as_json:
        _print_json(plan, desk.host)
    else:
        print_plan(plan, desk.host)
    return 0


def chosen(outlook: Outlook, kpis: Sequence[str]) -> tuple[str, ...]:
    """Name the figures to print. Errors: UnknownId names those there are."""
    from influcore.errors import UnknownId

    wanted = [name.strip() for part in kpis for name in part.split(",") if name.strip()]
    for name in wanted:
        if name not in outlook.kpis:
            raise UnknownId("KPI or metric", name, hint=f"there is {', '.join(outlook.kpis)}")
    return tuple(dict.fromkeys(wanted)) or outlook.shown


def _print_json(plan: object, host: Host) -> None:
    from influcore.contributions import cell_json

    from .figures import outlook_json
    from .findings import findings_json
    from .plan_text import Plan
    from .say import emit_json

    assert isinstance(plan, Plan)
    c = plan.campaign
    head = {
        "campaign": {
            "id": c.id, "slug": c.slug, "name": c.name, "advertiser": plan.advertiser.name,
            "starts": cell_json(c.starts), "ends": cell_json(c.ends), "zone": c.zone, "currency": c.currency,
            "budget": cell_json(c.budget),
        }
    }  # fmt: skip
    emit_json(head | outlook_json(plan.outlook, plan.names) | {"findings": findings_json(plan.findings, host)})


COMMANDS = {"plan": _plan}
