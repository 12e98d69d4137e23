"""Raise while a panel is read, late too, and while a field and an action work."""

from attrs import frozen

from influcore import Action, Column, Field, Panel, Plan, Table, hookimpl


@frozen(kw_only=True)
class Nothing:
    """A form without a field."""


class Late:
    """Rows that fail when they are painted."""

    def count(self, match=""):
        return 3

    def window(self, *args, **options):
        raise RuntimeError("late boom")

    stream = window


def _boom(*_):
    raise RuntimeError("boom")


def _late(session, params):
    return Table(title="Late", columns=(Column(name="text", title="Text"),), rows=Late())


@hookimpl
def influcore_register_panels():
    return [
        Panel(name="broken_panel.now", title="Now", help="Raises when read.", read=_boom),
        Panel(name="broken_panel.late", title="Late", help="Raises when painted.", read=_late),
    ]


@hookimpl
def influcore_register_fields():
    return [Field(name="broken_panel.value", title="V", help="Raises.", subject="campaign", type=int, read=_boom)]


@hookimpl
def influcore_register_actions():
    return [
        Action(
            name="broken_panel.do", help="Raises.", form=Nothing, plan=lambda read, form: Plan(lines=("x",)), do=_boom
        )
    ]
