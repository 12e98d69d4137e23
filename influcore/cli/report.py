"""``report``: a campaign on paper, made of panels, so that plugins' panels are in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .command import command
from .start import Start

if TYPE_CHECKING:
    from influcore.contributions import Content
    from influcore.entities import Campaign
    from influcore.host import Listed

# Notes to oneself rather than to a client: panels, and parts of others.
_INTERNAL = frozenset(("campaign.findings",))
_INTERNAL_PARTS = frozenset(("findings",))
_MAIN = 10  # a phase's main panels stand at the tens of its order, tools beside them in between
_PHASES = ("plan", "run", "measure")


@command(
    "report",
    click.Argument(["campaign"], metavar="CAMPAIGN", help="Which campaign."),
    click.Option(["-o", "--output"], metavar="FILE", required=True, help="Where to; .html or .xlsx says what it is."),
    click.Option(["--panel", "panels"], metavar="NAME", multiple=True,
                 help="Only these panels, in this order; `influcore show` lists them."),
    click.Option(["--without"], metavar="NAME", multiple=True, help="Leave a panel out."),
    click.Option(["--force"], is_flag=True, help="Replace the file if it is there."),
)  # fmt: skip
def _report(
    start: Start, campaign: str, output: str, panels: Sequence[str], without: Sequence[str], force: bool
) -> int:
    """Write a campaign's report as one HTML file, or as a workbook.

    It is made of the panels about a campaign; private columns stay out of it.
    """
    from influcore.entities import Campaign
    from influcore.errors import InvalidInput

    from .export import placed
    from .say import say

    suffix = Path(output).suffix.casefold()
    if suffix not in (".html", ".htm", ".xlsx"):
        raise InvalidInput(f"“{output}” ends in neither .html nor .xlsx", hint="as in -o report.html")
    found = start.desk.session().get(Campaign, campaign)
    chosen = [item for item in _chosen(start, panels) if item.name not in _known(start, without)]
    sections = list(_sections(start, found, chosen))
    with placed(output, force=force) as draft:
        if suffix == ".xlsx":
            _write_xlsx(sections, draft)
        else:
            _write_html(start, found, sections, draft)
    say(f"wrote {output}")
    return 0


def _chosen(start: Start, names: Sequence[str]) -> list[Listed]:
    """Give the panels asked for, else the main ones about a campaign that need nothing but the campaign."""
    listed = {item.name: item for item in start.host.catalogue.panels}
    if names:
        return [listed[name] for name in _known(start, names)]
    fit = [
        item
        for item in listed.values()
        if item.subject == "campaign"
        and item.name not in _INTERNAL
        and item.order % _MAIN == 0
        and not any(param["required"] for param in item.params[1:])
    ]
    return sorted(fit, key=lambda item: (_PHASES.index(item.phase) if item.phase in _PHASES else 9, item.order))


def _known(start: Start, names: Sequence[str]) -> list[str]:
    """Refuse a name that is no panel's. Errors: UnknownId names the near ones."""
    known = {item.name for item in start.host.catalogue.panels}
    for name in names:
        if name not in known:
            start.host.owner("panel", name)
    return list(names)


def _sections(start: Start, campaign: Campaign, items: Sequence[Listed]) -> Iterator[tuple[str, Content]]:
    """Read the panels; one that fails is named in its place and never costs the rest."""
    from influcore.contributions import Document
    from influcore.errors import InflucoreError

    from .say import say

    for item in items:
        try:
            yield item.title, _without_internal(_read(start, item, campaign))
        except InflucoreError as error:
            yield item.title, Document(paragraphs=(("", error.message),))
        except Exception as error:  # noqa: BLE001 - a plugin's panel may raise anything; the report goes on without it
            say(f"warning: {item.name} of {item.plugin} failed: {type(error).__name__}: {error}")
            yield item.title, Document(paragraphs=(("", f"This part could not be made ({type(error).__name__})."),))


def _without_internal(content: Content) -> Content:
    from attrs import evolve

    from influcore.contributions import Stack

    if not isinstance(content, Stack):
        return content
    return evolve(content, parts={name: part for name, part in content.parts.items() if name not in _INTERNAL_PARTS})


def _read(start: Start, item: Listed, campaign: Campaign) -> Content:
    from influcore.contributions import params_of, parse_form

    panel = start.host.panel(item.name)
    form = None
    if panel.params is not None:
        first = params_of(panel.params)[0].name
        form = parse_form(panel.params, {first: campaign.id} if panel.subject == "campaign" else {})
    return start.desk.content(panel, form)


def _write_html(start: Start, campaign: Campaign, sections: Sequence[tuple[str, Content]], path: Path) -> None:
    from influcore import __version__
    from influcore.entities import Advertiser, zone_named

    from .as_html import page

    session = start.desk.session()
    advertiser = session.get(Advertiser, campaign.advertiser)
    made = session.now.astimezone(zone_named(campaign.zone))
    subtitle = f"{advertiser.name} · {campaign.starts} to {campaign.ends} · {campaign.objective}".rstrip(" ·")
    foot = f"Made on {made:%Y-%m-%d %H:%M} ({campaign.zone}) by influcore {__version__}. Ranges are 80 % intervals."
    with path.open("w", encoding="utf-8", newline="\n") as stream:
        stream.writelines(page(campaign.name, subtitle, sections, foot))


def _write_xlsx(sections: Sequence[tuple[str, Content]], path: Path) -> None:
    """Write each panel's parts as sheets, without private columns."""
    from attrs import evolve

    from influcore.contributions import Stack

    from .as_xlsx import write_xlsx
    from .choice import Choice

    tables = {}
    for title, content in sections:
        parts = content.parts if isinstance(content, Stack) else {"": content}
        for name, part in parts.items():
            table = part.table()
            public = tuple(column for column in table.columns if not column.private)
            key = f"{title} {name}".strip()
            tables[key] = evolve(table, columns=public, title=key)
    write_xlsx(Stack(parts=tables), Choice(), path)


COMMANDS = {"report": _report}
