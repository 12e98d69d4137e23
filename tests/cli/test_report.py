"""A campaign's report: one file, nothing that runs, all text from data inert, plugins' panels in it."""

from __future__ import annotations

import datetime as dt
from html.parser import HTMLParser

import pytest

from influcore.cli.as_html import content_html, page
from influcore.contributions import Card, Cards, Column, Document, Stack, small_table
from influcore.measures import Estimate

EVIL = '<script>alert(1)</script>"\x1b]52;c;x\x07'


class Tags(HTMLParser):
    """Counts the tags of a page and checks that each is closed."""

    def __init__(self):
        super().__init__()
        self.open, self.seen = [], set()

    def handle_starttag(self, tag, attrs):
        self.seen.add(tag)
        assert not any(name.startswith("on") or name in ("src", "href") for name, _ in attrs)
        if tag not in ("meta",):
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def html(content):
    return "".join(content_html(content))


@pytest.mark.parametrize(
    "content",
    [
        small_table([Column(name="v", title=EVIL, unit=EVIL)], [{"v": EVIL}], title=EVIL),
        small_table([Column(name="v", title="x")], [], empty=EVIL),
        Cards(cards=(Card(title=EVIL, value=EVIL, note=EVIL * 9),), title=EVIL),
        Document(paragraphs=((EVIL, EVIL), ("", EVIL)), title=EVIL),
        Stack(parts={EVIL: Document(paragraphs=((EVIL, EVIL),))}, title=EVIL),
    ],
)
def test_text_from_data_is_inert_and_all_tags_are_closed(content):
    text = "".join(page(EVIL, EVIL, [(EVIL, content)], EVIL))
    tags = Tags()
    tags.feed(text)
    assert tags.open == []
    assert not tags.seen & {"script", "img", "iframe", "object", "link", "form", "a"}
    assert "\x1b" not in text


def test_an_interval_is_drawn_on_the_scale_of_its_column():
    wide, narrow = Estimate(median=50.0, low=25.0, high=100.0), Estimate(median=10.0, low=10.0, high=10.0)
    text = html(small_table([Column(name="v", title="V", kind="estimate")], [{"v": wide}, {"v": narrow}]))
    assert 'left:25.0%;width:75.0%"></i><b style="left:50.0%"' in text
    assert text.count('class="iv"') == 1


def test_private_columns_and_names_for_commands_stay_out():
    columns = [Column(name="a", title="A"), Column(name="b", title="B", private=True), Column(name="slug", title="S")]
    text = html(small_table(columns, [{"a": "seen", "b": "hidden", "slug": "lea"}]))
    assert "seen" in text
    assert "hidden" not in text
    assert "lea" not in text


@pytest.fixture
def cli(demo):
    """Run the command line on the demo workspace."""
    from influcore.cli.entry import main

    demo.close()

    def perform(*words):
        return main(["-w", str(demo._path), *words])

    return perform


def test_a_report_holds_the_main_panels_and_a_second_one_asks(cli, tmp_path):
    target = tmp_path / "r.html"
    assert cli("report", "rosee-launch", "-o", str(target)) == 0
    text = target.read_text()
    assert all(f"<h2>{name}" in text for name in ("Overview", "Influencers", "Overlap", "Calendar", "Contracts"))
    assert "Findings" not in text
    assert "<script" not in text
    assert cli("report", "rosee-launch", "-o", str(target)) != 0
    assert cli("report", "rosee-launch", "-o", str(target), "--force", "--panel", "campaign.roster") == 0
    assert target.read_text().count("<h2>") == 1


def test_a_report_is_a_workbook_too(cli, tmp_path):
    import python_calamine

    assert cli("report", "rosee-launch", "-o", str(tmp_path / "r.xlsx"), "--without", "forecast.actuals") == 0
    names = python_calamine.CalamineWorkbook.from_path(str(tmp_path / "r.xlsx")).sheet_names
    assert "Influencers" in names
    assert cli("report", "rosee-launch", "-o", str(tmp_path / "r.doc")) == 2


def test_a_report_is_of_its_day(cli, tmp_path):
    cli("report", "rosee-launch", "-o", str(tmp_path / "r.html"), "--panel", "campaign.roster")
    assert f"Made on {dt.datetime.now(dt.UTC):%Y-}" in (tmp_path / "r.html").read_text()
