"""Getting other people's files in: one pipeline for every connector, all or nothing for every file."""

from .mapping import save_layout, with_layout
from .options import FileReport, ImportOptions, ImportReport, Progress, Step
from .pipeline import iter_sentences, run

__all__ = [
    "FileReport",
    "ImportOptions",
    "ImportReport",
    "Progress",
    "Step",
    "iter_sentences",
    "run",
    "save_layout",
    "with_layout",
]
