"""The screen, named by module and class: nothing of Textual is imported before somebody opens it."""

from __future__ import annotations

from influcore import Screen

WALL = Screen(
    name="brand_safety.wall",
    title="Safety wall",
    help="A bar for each influencer of the campaign, as long as there are open concerns.",
    widget="influcore_brand_safety.wall:Wall",
    subject="campaign",
)
