"""Find a million things."""

from influcore import Check, Finding, Ref, hookimpl


def _many(session, ids):
    for n in range(1_000_000):
        yield Finding(check="million.many", severity="info", subject=Ref("campaign", str(n)), message=f"number {n}")


@hookimpl
def influcore_register_checks():
    return [Check(name="million.many", help="Finds a million things.", run=_many)]
