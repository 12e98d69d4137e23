"""Never finish writing."""

import time

from attrs import frozen

from influcore import Action, Advertiser, Plan, hookimpl


@frozen(kw_only=True)
class Nothing:
    """A form without a field."""


def _hang(write, plan):
    write.add(Advertiser(slug="never", name="Never"))
    while True:
        time.sleep(0.05)
        write.list(Advertiser)


@hookimpl
def influcore_register_actions():
    return [
        Action(
            name="hangs_in_write.do", help="Hangs.", form=Nothing, plan=lambda read, form: Plan(lines=("x",)), do=_hang
        )
    ]
