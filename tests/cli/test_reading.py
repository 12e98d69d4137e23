"""Commands that read: a table for people, JSON and CSV for programs, all of every panel."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from influcore import Column, Panel, SqlRows, Stack, Table, hookimpl
from influcore.contributions import Card, Cards, Document, Matrix, small_table
from influcore.entities import Ref
from influcore.host import Host, HostOptions

FIXED = [
    ["plan", "rosee-launch"], ["check"], ["check", "rosee-launch"], ["journal"], ["journal", "--verify"], ["doctor"],
    ["plugins"], ["show"], ["explain", "cpm"], ["explain", "cpm", "rosee-launch", "--trace"],
]  # fmt: skip


def _needs(demo: Any, panel: Any) -> list[str]:
    """Find something in the sample to show a panel of."""
    if not panel.subject:
        return []
    session = demo.session()
    if panel.subject == "campaign":
        return ["rosee-launch"]
    return [str(session.value(f'SELECT id FROM "{panel.subject}" ORDER BY id LIMIT 1'))]


def test_every_panel_is_text_json_and_csv(on_demo: Callable[..., Any], demo: Any) -> None:
    for panel in demo.host.catalogue.panels:
        words = ["show", panel.name, *_needs(demo, panel)]
        plain, as_json, as_csv = on_demo(*words), on_demo(*words, "--json"), on_demo(*words, "--csv")
        assert (plain.code, as_json.code, as_csv.code) == (0, 0, 0), (panel.name, plain.err, as_json.err, as_csv.err)
        assert plain.out or plain.said, panel.name
        assert json.loads(as_json.out)["kind"]
        assert "NaN" not in as_json.out
        list(csv.reader(io.StringIO(as_csv.out), strict=True))


@pytest.mark.parametrize("words", FIXED, ids=" ".join)
def test_every_reading_command_gives_json(on_demo: Callable[..., Any], words: list[str]) -> None:
    ran = on_demo(*words, "--json")
    assert ran.code == 0, ran.err
    assert isinstance(json.loads(ran.out), dict)
    assert on_demo(*words).code == 0


def test_a_panel_is_also_a_command_of_its_group(on_demo: Callable[..., Any]) -> None:
    assert on_demo("campaign", "list").out == on_demo("show", "campaign.list").out


def test_rows_can_be_chosen(on_demo: Callable[..., Any]) -> None:
    def names(*more: str) -> list[str]:
        return [row["slug"] for row in json.loads(on_demo("campaign", "list", "--json", *more).out)["rows"]]

    everything = names()
    assert names("--sort", "slug") == sorted(everything)
    assert names("--sort", "Slug", "--desc") == sorted(everything, reverse=True)
    assert names("--limit", "1") == everything[:1]
    assert names("--match", "ros") == ["rosee-launch"]
    assert names("--limit", "0") == []


def test_an_unknown_column_or_part_names_those_there_are(on_demo: Callable[..., Any]) -> None:
    ran = on_demo("campaign", "list", "--sort", "colour")
    assert ran.code == 2
    assert "slug" in ran.said[1]
    ran = on_demo("campaign", "overview", "rosee-launch", "--part", "nothing")
    assert ran.code == 2
    assert "findings" in ran.said[1]


def test_an_empty_table_says_so_as_talk(on_demo: Callable[..., Any]) -> None:
    ran = on_demo("campaign", "list", "--match", "no such")
    assert (ran.code, ran.out, ran.said) == (0, "", ["nothing matches “no such”"])


def test_the_plan_has_its_documented_names(on_demo: Callable[..., Any]) -> None:
    plan = json.loads(on_demo("plan", "rosee-launch", "--json").out)
    assert set(plan) == {
        "campaign", "model", "seed", "worlds", "level", "revision", "state", "currency", "kpis", "pieces",
        "influencers", "total", "targets", "reach", "reach_missing", "notes", "missing", "findings",
    }  # fmt: skip
    assert plan["level"] == 0.8
    assert set(plan["pieces"][0]) == {
        "deliverable", "influencer", "platform", "format", "due", "figures", "notes", "actual", "counted",
    }  # fmt: skip
    for name in ("engagements", "reach", "impressions", "engagement_rate_followers", "cpe", "cpm"):
        figure = plan["total"]["figures"][name]
        assert figure["estimate"] or figure["missing"]
    figure = plan["total"]["figures"]["engagements"]
    assert figure["estimate"]["low"] < figure["estimate"]["median"] < figure["estimate"]["high"]


def test_a_plan_is_reproduced_by_its_seed(on_demo: Callable[..., Any]) -> None:
    first, again, other = (on_demo("plan", "rosee-launch", "--json", "--seed", seed).out for seed in ("7", "7", "8"))
    assert first == again
    assert first != other


def test_a_plan_of_chosen_kpis_only(on_demo: Callable[..., Any]) -> None:
    plan = json.loads(on_demo("plan", "rosee-launch", "--json", "--kpi", "cpm,reach", "--kpi", "views").out)
    assert plan["kpis"] == ["cpm", "reach", "views"]
    ran = on_demo("plan", "rosee-launch", "--kpi", "charm")
    assert ran.code == 1
    assert "cpm" in ran.said[1]


def test_the_printed_plan_names_intervals_and_basis(on_demo: Callable[..., Any]) -> None:
    text = on_demo("plan", "rosee-launch").out
    for words in ("80 % intervals", "By deliverable", "By influencer", "Total", "Different people", "Findings"):
        assert words in text
    assert max(len(line) for line in text.splitlines() if "→" not in line and "WARNING" not in line) < 400


def test_an_export_is_whole_or_not_at_all(on_demo: Callable[..., Any], tmp_path: Path) -> None:
    target = tmp_path / "out.csv"
    ran = on_demo("export", "csv", target, "campaign.roster", "nobody")
    assert ran.code != 0
    assert list(tmp_path.glob("out*")) == []
    assert on_demo("export", "csv", target, "campaign.roster", "rosee-launch").code == 0
    written = target.read_text(encoding="utf-8")
    assert written == on_demo("campaign", "roster", "rosee-launch", "--csv").out
    assert on_demo("export", "csv", target, "campaign.list").code == 1
    assert target.read_text(encoding="utf-8") == written
    assert on_demo("export", "csv", "--force", target, "campaign.list").code == 0


def _with_panels(*panels: Panel) -> Host:
    class Given:
        @hookimpl
        def influcore_register_panels(self) -> tuple[Panel, ...]:
            return panels

    host = Host.load(HostOptions(no_plugins=True, cache_dir=""))
    host.admit(Given(), "given")
    return host


def test_cells_that_a_spreadsheet_would_run_are_quoted(cli: Callable[..., Any], demo: Any) -> None:
    cells = ["=1+1", "+1", "-1", "@x", "\tx", "\rx", "\nx", "\0x", "＝1", "＋1", "－1", "＠x", "plain", "a=b"]
    table = small_table((Column(name="=x", title="X"), Column(name="n", title="N", kind="int")),
                        [{"=x": c, "n": -5} for c in cells])  # fmt: skip
    host = _with_panels(Panel(name="given.panel", title="P", help="H.", read=lambda s, p: table))
    ran = cli("-w", demo.workspace.path, "show", "given.panel", "--csv", host=host)
    rows = list(csv.reader(io.StringIO(ran.out), strict=True))
    assert rows[0] == ["'=x", "n"]
    assert all(row[0].startswith("'") for row in rows[1:-2])
    assert [row[0] for row in rows[-2:]] == ["plain", "a=b"]
    assert {row[1] for row in rows[1:]} == {"-5"}


def test_long_tables_stream(cli: Callable[..., Any], demo: Any) -> None:
    asked: list[int] = []

    def read(session: Any, params: object) -> Table:
        rows = SqlRows(
            session, "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 5000) SELECT i FROM n",
            columns={"i": "i"}, order="i", shape=lambda row: asked.append(row["i"]) or row,
        )  # fmt: skip
        return Table(columns=(Column(name="i", title="I", kind="int"),), rows=rows)

    host = _with_panels(Panel(name="given.long", title="P", help="H.", read=read))
    path = demo.workspace.path
    assert len(cli("-w", path, "show", "given.long", host=host).out.splitlines()) == 5002
    asked.clear()
    assert json.loads(cli("-w", path, "show", "given.long", "--json", "--limit", 3, host=host).out)["rows"] == [
        {"i": 1}, {"i": 2}, {"i": 3},
    ]  # fmt: skip
    assert len(asked) == 3


def test_contents_other_than_tables_are_painted(cli: Callable[..., Any], demo: Any) -> None:
    content = Stack(parts={
        "cards": Cards(cards=(Card(title="Reach", value=0.25, kind="share", note="of followers"),), title="State"),
        "text": Document(paragraphs=(("Brief", "One\nTwo"), ("Market", "FR"))),
        "matrix": Matrix(labels=(Ref("a", "1", "Ada"), Ref("a", "2", "Bo")), values=((None, 0.2), (0.2, None)),
                         unit="share"),
    })  # fmt: skip
    host = _with_panels(Panel(name="given.stack", title="P", help="H.", read=lambda s, p: content))
    path = demo.workspace.path
    text = cli("-w", path, "show", "given.stack", host=host).out
    for words in ("Reach  25 %  (of followers)", "Brief\nOne\nTwo", "Market  FR", "1. Ada", "20 %"):
        assert words in text
    told = json.loads(cli("-w", path, "show", "given.stack", "--json", host=host).out)
    assert list(told["parts"]) == ["cards", "text", "matrix"]
    part = json.loads(cli("-w", path, "show", "given.stack", "--json", "--part", "matrix", host=host).out)
    assert part["values"] == [[None, 0.2], [0.2, None]]
