"""The contract of a panel: a pure read, that every face can show."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, ClassVar

from influcore.contributions import Content, Panel, Stack, Table, cell_json, cell_text, parse_form
from influcore.errors import InflucoreError

from .campaigns import Planted
from .contract import complain, refuse, said
from .faces import csv_of, json_of, loose_texts, odd_cells, parts_of, tables_of
from .state import differences, image_of
from .stock import CANARY, StockedContract
from .workspaces import Workspaces

if TYPE_CHECKING:
    from influcore.services.desk import Desk

MATCHES = ("a", "%", "_", "'", '"', "\\", "[red]", "no-such-text-anywhere")


class PanelContract(StockedContract):
    """Give ``plugin``, and ``fill`` for what its panels show.

    ``texts`` maps a panel's name to what a user would type for its params; ``{campaign}``, ``{influencer}``,
    ``{collaboration}``, ``{deliverable}`` and ``{advertiser}`` stand for what the kit has planted.
    """

    kind: ClassVar[str] = "panel"

    def test_reading_changes_nothing(self, panel: Panel, workspace: Workspaces) -> None:
        """Two reads of the same state are the same, and write nothing."""
        desk, planted = self.stocked(workspace)
        before = image_of(desk)
        first = json_of(self._read(panel, desk, planted))
        second = json_of(self._read(panel, desk, planted))
        complain(f"reading {panel.name} writes", differences(before, image_of(desk)))
        if first != second:
            refuse(f"{panel.name} shows something else the second time:\n  {_first_difference(first, second)}")

    def test_it_shows_something(self, panel: Panel, workspace: Workspaces) -> None:
        """On a workspace that has what it shows, there is a row; on an empty one it says what to do."""
        desk, planted = self.stocked(workspace)
        content = self._read(panel, desk, planted)
        if not any(table.rows.count() for _, table in tables_of(content)):
            refuse(f"{panel.name} shows nothing; put in what it shows by overriding `fill`")
        if panel.subject is None:
            empty = workspace(*self.plugins())
            for what, table in tables_of(self._read(panel, empty, planted)):
                if not table.empty.strip():
                    refuse(f"{panel.name}, {what}: `empty` says nothing; expected what to do when there is nothing")

    def test_every_face_can_show_it(self, panel: Panel, workspace: Workspaces) -> None:
        """Each cell has a text, a JSON and a CSV form, and is of the kind that its column says."""
        desk, planted = self.stocked(workspace)
        content = self._read(panel, desk, planted)
        problems: list[str] = []
        try:
            json_of(content)
            for name, _ in parts_of(content):
                csv_of(content, name)
        except Exception as error:  # noqa: BLE001 - told with its line
            problems.append(f"it can not be written: {said(error)}")
        for what, table in tables_of(content):
            problems += odd_cells(what, table)
            problems += [f"{what}: no column may be called “{c.name}”" for c in table.columns if c.name[:1] == "_"]
            for row in table.rows.window(0, 200):
                for column in table.columns:
                    cell_text(row.get(column.name), column), cell_json(row.get(column.name))
        complain(f"{panel.name} holds what not every face can show", problems)

    def test_windows_agree_with_counts(self, panel: Panel, workspace: Workspaces) -> None:
        """Windows, side by side, are what streams; as many as are counted; whatever is searched for."""
        desk, planted = self.stocked(workspace)
        problems: list[str] = []
        for what, table in tables_of(self._read(panel, desk, planted)):
            for match in ("", *MATCHES):
                try:
                    problems += _uneven(f"{what}, match {match!r}", table, match)
                except Exception as error:  # noqa: BLE001 - told with its line
                    problems.append(f"{what}, match {match!r}: {said(error)}")
        complain(f"windows of {panel.name} do not agree", problems)

    def test_every_column_sorts_or_says_why_not(self, panel: Panel, workspace: Workspaces) -> None:
        """Sorting gives the same rows in another order, or a ValueError that says what there is instead."""
        desk, planted = self.stocked(workspace)
        problems: list[str] = []
        for what, table in tables_of(self._read(panel, desk, planted)):
            for column in table.columns:
                for descending in (False, True):
                    fault = _unsortable(table, column.name, descending=descending)
                    problems += [f"{what}, sorted by {column.name}: {fault}"] if fault else []
        complain(f"{panel.name} does not sort", problems)

    def test_private_texts_stay_at_home(self, panel: Panel, workspace: Workspaces) -> None:
        """What may be shared shows addresses and notes in private columns only."""
        desk, planted = self.canaries(workspace)
        if panel.share == "never":
            return
        problems = []
        for what, table in tables_of(self._read(panel, desk, planted)):
            for column in (c for c in table.columns if not c.private):
                if any(CANARY in cell_text(row.get(column.name), column) for row in table.rows.stream()):
                    problems.append(f"{what}, column {column.name}: expected private=True, or another column")
        complain(f"{panel.name} may be shared, and shows e-mail addresses or notes", problems)

    def test_hostile_text_is_inert(self, panel: Panel, workspace: Workspaces) -> None:
        """Markup, formulas and escape sequences in names and notes come out as the text they are."""
        desk, planted = self.hostile(workspace)
        content = self._read(panel, desk, planted)
        problems = list(loose_texts(content))
        try:
            json_of(content)
        except Exception as error:  # noqa: BLE001 - told with its line
            problems.append(f"it can not be written as JSON: {said(error)}")
        complain(f"{panel.name} lets hostile text through", sorted(set(problems)))

    def _read(self, panel: Panel, desk: Desk, planted: Planted) -> Content:
        try:
            texts = self.filled_in(panel.name, panel.params, desk, planted) if panel.params else {}
            params = parse_form(panel.params, texts) if panel.params else None
            content = panel.read(desk.session(), params)
        except InflucoreError as error:
            refuse(
                f"{panel.name} can not be read: {error.message}. Give what its params need in `texts`, "
                f'as in texts = {{"{panel.name}": {{…}}}}, and what it shows in `fill`'
            )
        except Exception as error:  # noqa: BLE001 - told with its line
            refuse(f"{panel.name} fails: {said(error)}")
        if not isinstance(content, Stack) and not hasattr(content, "table"):
            refuse(f"{panel.name} gave {content!r:.80}; expected a content such as Table, Cards or Stack")
        return content


def _uneven(what: str, table: Table, match: str) -> Iterator[str]:
    count = table.rows.count(match)
    streamed = [_shown(row) for row in table.rows.stream(match=match)]
    if len(streamed) != count:
        yield f"{what}: it counts {count} rows and streams {len(streamed)}"
    paged = [_shown(row) for start in range(0, count + 3, 3) for row in table.rows.window(start, 3, match=match)]
    if paged != streamed:
        yield f"{what}: windows of 3 rows give {len(paged)} rows, not those that stream ({len(streamed)})"
    if table.rows.window(count, 10, match=match):
        yield f"{what}: there are rows behind the last one"


def _unsortable(table: Table, name: str, *, descending: bool) -> str:
    try:
        rows = list(table.rows.stream(sort=name, descending=descending))
    except ValueError as error:
        return "" if str(error).strip() else "ValueError without a word"
    except Exception as error:  # noqa: BLE001 - told with its line
        return f"expected rows or a ValueError, got {said(error)}"
    if Counter(_shown(r) for r in rows) != Counter(_shown(r) for r in table.rows.stream()):
        return "other rows than without sorting"
    return ""


def _shown(row: Any) -> str:
    return repr(sorted((name, cell_json(value)) for name, value in row.items()))


def _first_difference(a: Any, b: Any, path: str = "") -> str:
    if isinstance(a, dict) and isinstance(b, dict):
        for key in a.keys() | b.keys():
            if a.get(key) != b.get(key):
                return _first_difference(a.get(key), b.get(key), f"{path}.{key}")
    if isinstance(a, list) and isinstance(b, list) and len(a) == len(b):
        for place, (one, other) in enumerate(zip(a, b, strict=True)):
            if one != other:
                return _first_difference(one, other, f"{path}[{place}]")
    return f"{path}: {a!r:.80}, then {b!r:.80}"
