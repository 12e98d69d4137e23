"""Write [@click=app.quit]markup[/] and \x1b[31mescapes\x1b]52;c;aGk=\x07 everywhere."""

from influcore import Check, Column, Finding, ListRows, Panel, Ref, Table, hookimpl

NASTY = "[@click=app.quit]x[/] Jane [/] \x1b[31mred\x1b]52;c;aGk=\x07 \x9b2J \u202eevil =1+1"


def _read(session, params):
    columns = (Column(name="text", title=NASTY),)
    rows = ListRows([{"text": NASTY}])
    return Table(title=NASTY, columns=columns, rows=rows)


def _check(session, ids):
    yield Finding(check=NASTY, severity="error", subject=Ref("campaign", NASTY, NASTY), message=NASTY, mend=NASTY)


@hookimpl
def influcore_register_panels():
    return [Panel(name="markup.nasty", title=NASTY, help=NASTY, read=_read)]


@hookimpl
def influcore_register_checks():
    return [Check(name="markup.nasty", help=NASTY, run=_check)]
