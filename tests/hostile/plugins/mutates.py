"""Change whatever it is given."""

from influcore import Check, Kpi, hookimpl


def _formula(quantities, context):
    likes = quantities.likes
    likes *= 0
    return likes


def _check(session, ids):
    ids.append("x")
    return []


@hookimpl
def influcore_register_kpis():
    return [Kpi(name="a_mutant", title="Mutant", unit="count", needs=("likes",), formula=_formula, source="nobody")]


@hookimpl
def influcore_register_checks():
    return [Check(name="mutates.ids", help="Changes its arguments.", run=_check)]


@hookimpl
def influcore_estimate_reach(parts):
    for part in parts:
        part.seen[:] = 0


@hookimpl
def influcore_after_change(changed):
    changed.clear()
