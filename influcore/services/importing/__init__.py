"""Getting other people's files in: one pipeline for every connector, all or nothing for every file."""

from .options import FileReport, ImportOptions, ImportReport, Progress, Step
from .pipeline import iter_sentences, run

__all__ = ["FileReport", "ImportOptions", "ImportReport", "Progress", "Step", "iter_sentences", "run"]
