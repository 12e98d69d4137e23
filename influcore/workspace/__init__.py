"""One SQLite file that its user owns: reading, the one way of writing, the journal, undo, migrations."""

from .journal import Actor, Change, JournalEntry
from .reading import Reader, Surroundings
from .workspace import Workspace, this_user
from .writing import Transaction

__all__ = ["Actor", "Change", "JournalEntry", "Reader", "Surroundings", "Transaction", "Workspace", "this_user"]
