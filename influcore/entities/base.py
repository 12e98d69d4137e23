"""What every entity has, and how one points at another."""

from __future__ import annotations

import re
import unicodedata
from typing import ClassVar

from attrs import field, frozen

_SLUG = re.compile(r"[a-z0-9][a-z0-9._-]{0,79}")


@frozen
class Ref:
    """Points at one thing: its kind, its id, and a label for people that is never used to find it."""

    kind: str
    id: str
    label: str = field(default="", eq=False)


@frozen(kw_only=True)
class Entity:
    """A row of its own: ``id`` is a ULID ('' until it is stored), ``rev`` grows by one with each change."""

    KIND: ClassVar[str] = ""
    id: str = ""
    rev: int = 0

    @property
    def label(self) -> str:
        """What people call it."""
        return str(getattr(self, "name", "") or getattr(self, "slug", "") or self.id)

    @property
    def ref(self) -> Ref:
        return Ref(self.KIND, self.id, self.label)


def slugify(text: str, fallback: str = "x") -> str:
    """Turn a name into something to type: ``Été à Paris!`` → ``ete-a-paris``."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9._]+", "-", plain).strip("-._")[:60] or fallback


def check_slug(_: object, attribute: object, value: str) -> None:
    """Refuse a slug that could not be typed in a shell."""
    if not _SLUG.fullmatch(value):
        raise ValueError(
            f"“{value}” may hold a-z, 0-9, dot, dash and underscore only, and starts with a letter or digit"
        )


def check_text(_: object, attribute: object, value: str) -> None:
    """Refuse control and format characters in a name or handle (right-to-left marks, escapes, zero widths)."""
    for position, character in enumerate(value, 1):
        if unicodedata.category(character) in ("Cc", "Cf") and character not in "\u200d\u200c":
            raise ValueError(f"character {position} is the invisible U+{ord(character):04X}")


def check_filled(instance: object, attribute: object, value: str) -> None:
    """Refuse a name that is empty or blank."""
    if not value.strip():
        raise ValueError("must not be empty")
    check_text(instance, attribute, value)
