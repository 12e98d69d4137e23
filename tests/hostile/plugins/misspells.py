"""Misspell a hook."""

from influcore import hookimpl


@hookimpl
def influcore_register_chekcs():
    return []
