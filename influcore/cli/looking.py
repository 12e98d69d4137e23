"""A panel as a command: its params and the choice of rows as options; a table, JSON or CSV as the answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from .command import Command, json_option
from .options import click_params, in_words_of_options, texts_of
from .start import Start, start_of

if TYPE_CHECKING:
    from influcore.contributions import Content
    from influcore.host import Listed

    from .choice import Choice

    Painter = Callable[[Content, Choice], None]


def panel_command(item: Listed, verb: str) -> Command:
    """Make the command of a panel, from the catalogue alone."""

    def call(**given: Any) -> int:
        painter = _painter(as_json=given["as_json"], as_csv=given["as_csv"])
        return look(start_of(click.get_current_context()), item, given, painter)

    csv_option = click.Option(["--csv", "as_csv"], is_flag=True, help="Print CSV that is safe for spreadsheets.")
    return Command(
        verb,
        callback=call,
        help=item.help or item.title,
        params=[*panel_params(item), json_option(), csv_option],
    )


def panel_params(item: Listed) -> list[click.Parameter]:
    """Make the params of a panel's form, and those that choose rows."""
    return [
        *click_params(item.params, first_is_argument=bool(item.subject)),
        click.Option(["--part"], metavar="NAME", help="One part, where there are several."),
        click.Option(["--sort"], metavar="COLUMN", help="Sort by a column."),
        click.Option(["--desc", "descending"], is_flag=True, help="Sort downwards."),
        click.Option(["--match"], metavar="TEXT", help="Only rows that contain a text."),
        click.Option(["--limit"], metavar="N", type=click.IntRange(0), help="At most so many rows."),
    ]


def look(start: Start, item: Listed, given: dict[str, Any], painter: Painter) -> int:
    """Read a panel and paint it."""
    from influcore.contributions import parse_form
    from influcore.errors import InvalidInput

    from .blame import blame
    from .choice import Choice

    choice = Choice(
        part=given["part"] or "",
        sort=given["sort"] or "",
        descending=given["descending"],
        match=given["match"] or "",
        limit=given["limit"],
    )
    desk = start.desk
    with blame(start, item.plugin):
        panel = desk.host.panel(item.name)
        form = None
        if panel.params is not None:
            try:
                form = parse_form(panel.params, texts_of(item.params, given))
            except InvalidInput as error:
                raise in_words_of_options(error, item.params, first_is_argument=bool(item.subject)) from error
        painter(desk.content(panel, form), choice)
    return 0


def _painter(*, as_json: bool, as_csv: bool) -> Painter:
    from influcore.errors import InvalidInput

    from .say import emit_raw

    if as_json and as_csv:
        raise InvalidInput("--json and --csv exclude each other")
    if as_json:
        from .as_json import write_json

        return lambda content, choice: write_json(content, choice, emit_raw)
    if as_csv:
        from .as_csv import write_csv

        return lambda content, choice: write_csv(content, choice, emit_raw)
    from .plain import print_content

    return print_content
