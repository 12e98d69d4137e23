"""What a file is about: its platform, as the user said, as the file says, or as its path suggests."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TypeVar

from influcore import InvalidInput, Note, Source

A = TypeVar("A")
B = TypeVar("B")
OTHER_NAMES = {"twitter": "x", "ig": "instagram", "insta": "instagram", "yt": "youtube", "fb": "facebook"}


def platform_named(text: str) -> str:
    """Take a platform's name to the form that is stored. Errors: InvalidInput."""
    name = text.strip().casefold()
    name = OTHER_NAMES.get(name, name)
    if not re.fullmatch(r"[a-z0-9][a-z0-9._-]{0,39}", name):
        raise InvalidInput(f"“{text[:40]}” is no platform", hint="name one as --option platform=instagram")
    return name


def platform_of(source: Source, said: str = "") -> tuple[str, tuple[Note, ...]]:
    """Give the platform, with a note where only the path told. Errors: InvalidInput where nobody says."""
    told = source.options.get("platform", "")
    if told or said:
        return platform_named(told or said), ()
    if hint := source.hints.get("platform", ""):
        return hint, (Note(f"the platform {hint} is taken from the file's path (else give --option platform=…)"),)
    raise InvalidInput(
        f"{source.name} does not say which platform its accounts are on", hint="give --option platform=instagram"
    )


def required(source: Source, option: str, what: str, example: str) -> str:
    """Give an option that the file can not do without. Errors: InvalidInput."""
    value = source.options.get(option, "").strip()
    if not value:
        raise InvalidInput(f"{source.name} does not say {what}", hint=f"give --option {option}={example}")
    return value


def both(first: Callable[[], A], second: Callable[[], B]) -> tuple[A, B]:
    """Settle two things about a file, and ask for both at once where neither is said. Errors: InvalidInput."""
    try:
        answer = first()
    except InvalidInput as error:
        try:
            second()
        except InvalidInput as other:
            raise InvalidInput(f"{error.message}; {other.message}", hint=f"{error.hint}; {other.hint}") from other
        raise
    return answer, second()
