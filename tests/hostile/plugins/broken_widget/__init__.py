"""Bring a screen whose widget raises while it is composed."""

from influcore import Screen, hookimpl


@hookimpl
def influcore_register_screens():
    return [
        Screen(name="broken_widget.draw", title="Draw", help="Raises in compose.", widget="broken_widget.ui:Broken")
    ]
