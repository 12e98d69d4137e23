"""Help texts, cleaned without loading more than they need."""

from __future__ import annotations


def cleaned(text: str) -> str:
    """Clean a help text line by line; what plugins write about themselves is text from outside too."""
    if all(line.isprintable() for line in text.split("\n")):
        return text
    from influcore.terminal import clean

    return "\n".join(clean(line) for line in text.split("\n"))
