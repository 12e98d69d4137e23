"""Want an argument that the hook does not have."""

from influcore import hookimpl


@hookimpl
def influcore_register_checks(workspace):
    return []
