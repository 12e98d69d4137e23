"""The colours of the program. Nothing is said by colour alone, so each theme only has to be readable."""

from __future__ import annotations

from textual.theme import Theme

THEMES = (
    Theme(
        name="influcore",
        primary="#7fb4e6",
        secondary="#a3adbd",
        accent="#e3b45c",
        foreground="#d9dde5",
        background="#15181e",
        surface="#1b1f27",
        panel="#262c37",
        success="#86c98b",
        warning="#e6b455",
        error="#f08a80",
        dark=True,
    ),
    Theme(
        name="influcore-light",
        primary="#1f5f99",
        secondary="#5a6472",
        accent="#8a5a00",
        foreground="#1c2128",
        background="#fbfaf7",
        surface="#f3f1ec",
        panel="#e4e1d8",
        success="#1c6b30",
        warning="#7d5200",
        error="#a8241b",
        dark=False,
    ),
    Theme(
        name="influcore-contrast",
        primary="#ffff00",
        secondary="#ffffff",
        accent="#00ffff",
        foreground="#ffffff",
        background="#000000",
        surface="#000000",
        panel="#303030",
        success="#5fff87",
        warning="#ffd75f",
        error="#ff9f9f",
        dark=True,
    ),
)


def theme_after(name: str) -> str:
    """Name the theme that follows in the round."""
    names = [theme.name for theme in THEMES]
    return names[(names.index(name) + 1) % len(names)] if name in names else names[0]
