"""Never finish a check, nor an estimate of reach, nor hearing of a change."""

import time

from influcore import Check, hookimpl


def _hang(*_):
    while True:
        time.sleep(60)


@hookimpl
def influcore_register_checks():
    return [Check(name="hangs_in_check.for_ever", help="Never comes to an end.", run=_hang)]


@hookimpl
def influcore_estimate_reach(parts):
    _hang()


@hookimpl
def influcore_after_change(changed):
    _hang()
