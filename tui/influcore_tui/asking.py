"""The options of a panel, asked by the same form as an action's."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from .fields import Filled, Given
from .forms import FormScreen, FormSpec
from .names import NameLookup
from .offers import title_of

if TYPE_CHECKING:
    from influcore.host import Listed

    from .app import InflucoreApp


async def ask_options(app: InflucoreApp, panel: Listed, now: Mapping[str, Any]) -> dict[str, Given] | None:
    """Ask what a panel takes beyond its subject; gives the answers as texts, or None."""
    from influcore.contributions.params import choices_of, params_of, parse_form

    chosen = await app.work.run(lambda: app.desk.host.panel(panel.name))
    form = chosen.params
    if form is None:
        return None
    params = params_of(form)[1 if panel.subject else 0 :]
    subject = {params_of(form)[0].name: "x"} if panel.subject else {}

    async def submit(answers: Mapping[str, Given]) -> dict[str, Given]:
        parse_form(form, {**subject, **answers})
        return {name: value for name, value in answers.items() if value not in (None, "")}

    choices = await app.work.run(
        lambda: {p.name: choices_of(form, p.name, app.desk.session()) for p in params if p.dynamic}
    )
    spec = FormSpec(
        title=title_of(panel),
        help=panel.help,
        params=params,
        submit=submit,
        today=app.desk.clock().date(),
        filled={name: Filled(text=str(value)) for name, value in now.items()},
        choices=choices,
        names=NameLookup(app.desk, app.work),
        button="Show",
    )
    answers: dict[str, Given] | None = await app.push_screen_wait(FormScreen(spec))
    return answers
