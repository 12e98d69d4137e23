"""Return what is no contribution."""

from influcore import hookimpl


@hookimpl
def influcore_register_panels():
    return ["a panel", 3]
