"""Deliverables in words: what is certain becomes pieces, the rest is shown."""

from __future__ import annotations

import csv
import os
from pathlib import Path

import pytest

from influcore import InvalidInput
from influcore.core.piece_text import understand


def pieces(text):
    return {f"{p.platform}:{p.format}".lstrip(":"): p.count for p in understand(text).pieces}


@pytest.mark.parametrize(
    ("text", "expected", "left"),
    [
        ("1x Reel, 2x Stories", {"reel": 1, "story": 2}, ()),
        ("1 Reel + 3 Stories (Full Package)", {"reel": 1, "story": 3}, ("Full Package",)),
        ("1 Reel + 3 Stories + Whitelist Rights", {"reel": 1, "story": 3}, ("Whitelist Rights",)),
        ("Reel (30–60 sec) + 3 Stories", {"reel": 1, "story": 3}, ("30–60 sec",)),
        ("$3,400 for 1 Reel + 3 Stories", {"reel": 1, "story": 3}, ("$3", "400 for")),
        ("3 Stories supporting the reel within 72 hours", {"story": 3}, ("supporting the reel within 72 hours",)),
        ("Pin reel for 7 days", {}, ("Pin reel for 7 days",)),
        ("Video + Reel", {}, ("Video (how many?)", "Reel (how many?)")),
        ("1 Reel + Stories", {"reel": 1}, ("Stories (how many?)",)),
        ("2 short videos", {}, ("2 short videos",)),
        ("2-3 stories", {}, ("2-3 stories",)),
        ("2 TikToks et 1 YouTube video", {"tiktok:video": 2, "youtube:video": 1}, ()),
        ("two IG reels and 1 reel", {"instagram:reel": 2, "reel": 1}, ()),
        ("Stories x3", {"story": 3}, ()),
        ("3 vídeos y 2 publicaciones", {"video": 3, "post": 2}, ()),
        ("0 reels", {}, ()),
    ],
)
def test_what_is_certain_is_taken_and_the_rest_is_handed_back(text, expected, left):
    assert (pieces(text), understand(text).left) == (expected, left)


@pytest.mark.skipif("INFLUCORE_REAL_DATA" not in os.environ, reason="INFLUCORE_REAL_DATA is not set")
def test_texts_of_real_offers_are_read_as_people_read_them():
    path = Path(os.environ["INFLUCORE_REAL_DATA"]) / "strings" / "deliverable_strings.csv"
    for row in csv.DictReader(path.read_text(encoding="utf-8").splitlines()):
        meaning = row["meaning_hand_annotated"].partition(";")[0]
        stated = dict(part.strip().split(":") for part in meaning.split("|") if ":" in part)
        wanted = {name: int(n) for name, n in stated.items() if n.isdigit()}
        assert pieces(row["text_as_written"]) == wanted, row["text_as_written"]


def test_a_text_becomes_deliverables_and_what_is_left_is_a_warning(desk, run, summer):
    from influcore.contributions import parse_form

    texts = {"campaign": "summer", "influencer": "lea-martin", "text": "1x Reel, 2x Stories + usage rights",
             "due": "2026-06-20 18:00", "every": "2"}  # fmt: skip
    plan = desk.prepare("deliverable.add_text", parse_form(desk.host.action("deliverable.add_text").form, texts))
    assert len(plan.lines) == 3
    assert plan.warnings[0] == "not understood: “usage rights”"
    outcome = desk.perform("deliverable.add_text", plan)
    assert len(outcome.changed) >= 3
    assert desk.session().value("SELECT count(*) FROM deliverable") == 5
    desk.undo()
    assert desk.session().value("SELECT count(*) FROM deliverable") == 2


def test_a_text_without_pieces_is_refused(run, summer):
    with pytest.raises(InvalidInput):
        run(
            "deliverable.add_text",
            campaign="summer",
            influencer="lea-martin",
            text="usage rights",
            due="2026-06-20 18:00",
        )
