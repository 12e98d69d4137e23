"""One SQLite file that its user owns: reading, the one way of writing, the journal, undo, migrations."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .journal import Actor, Change, JournalEntry
    from .reading import Reader, Surroundings
    from .workspace import Workspace, this_user
    from .writing import Transaction

# Each name is loaded when it is first asked for.
_MODULES = {
    "journal": "Actor Change JournalEntry",
    "reading": "Reader Surroundings",
    "workspace": "Workspace this_user",
    "writing": "Transaction",
}
_HOMES = {name: module for module, names in _MODULES.items() for name in names.split()}
__all__ = ["Actor", "Change", "JournalEntry", "Reader", "Surroundings", "Transaction", "Workspace", "this_user"]


def __getattr__(name: str) -> object:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = globals()[name] = getattr(import_module(f".{home}", __name__), name)
    return value
