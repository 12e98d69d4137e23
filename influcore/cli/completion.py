"""Completion in the shell: choices from the form, names from the workspace, which is opened only then."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import click
from click.shell_completion import CompletionItem

from .start import Start, start_of

Complete = Callable[[click.Context, click.Parameter, str], list[CompletionItem]]
LIMIT = 200
_NAMED = ("advertiser", "campaign", "group", "influencer")  # kinds with a slug; each is also its table's name


def complete(param: Mapping[str, Any]) -> Complete:
    """Make the completion of one param."""

    def items(context: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
        done, _, begun = incomplete.rpartition(",") if param["kind"] == "list" else ("", "", incomplete)
        before = f"{done}," if done else ""
        if param["choices"]:
            found = [(choice, "") for choice in param["choices"] if choice.startswith(begun)]
        elif param["ref"] in _NAMED:
            found = _names(start_of(context), str(param["ref"]), begun)
        else:
            return []
        return [CompletionItem(before + value, help=help or None) for value, help in found]

    return items


def _names(start: Start, kind: str, begun: str) -> list[tuple[str, str]]:
    """Look up slugs that begin so. A shell can not be told of errors, so none is as good as no name."""
    import sqlite3

    from influcore.errors import InflucoreError
    from influcore.terminal import clean
    from influcore.workspace import Workspace
    from influcore.workspace.file import check_header

    try:
        check_header(start.workspace_path)
        read = Workspace(start.workspace_path).read()  # as it is: completion never migrates
        like = begun.replace("\\", r"\\").replace("%", r"\%").replace("_", r"\_") + "%"
        rows = read.rows(
            f"SELECT slug, name FROM \"{kind}\" WHERE slug LIKE ? ESCAPE '\\' ORDER BY slug LIMIT {LIMIT}",
            like,
        )
    except (InflucoreError, sqlite3.Error, OSError):
        return []
    return [(str(row["slug"]), clean(str(row["name"]))) for row in rows]
