"""Counts of real audiences agree with those that plain Python sets gave."""

from __future__ import annotations

import json
from collections import defaultdict

import numpy as np
import pytest

from influcore_overlap.answers import by_new_people, deduplicated, exclusive, frequencies, pairs
from influcore_overlap.subsets import subsets

SPREAD = np.uint64(11400714819323198485)  # odd, so that it loses no number
FILES = {"lastfm": "user_artists.dat", "github_followers": "git_edges.csv"}


def expected_of(real_data, name):
    return json.loads((real_data / "audiences" / name / "expected_overlap_top20.json").read_text())


def read_edges(real_data, name):
    """Read the edges by the shortest way there is: who follows (or listens to) whom."""
    followers = defaultdict(set)
    for line in (real_data / "audiences" / name / FILES[name]).read_text().splitlines():
        cells = line.replace("\t", ",").split(",")
        if len(cells) < 2 or not cells[0].isdigit():
            continue
        if name == "lastfm":
            followers[cells[1]].add(int(cells[0]))
        elif cells[0] != cells[1]:
            followers[cells[0]].add(int(cells[1]))
            followers[cells[1]].add(int(cells[0]))
    return followers


def check_against(expected, names, sizes, alone, often, union, steps, found_pairs):
    assert union == expected["unique_reach_all"]
    assert sum(sizes) == expected["gross_reach_all"]
    assert dict(zip(names, zip(sizes, alone, strict=True), strict=True)) == {
        c["id"]: (c["audience"], c["exclusive_to"]) for c in expected["creators"]
    }
    assert often == {int(k): v for k, v in expected["frequency"].items()}
    told = [
        (step["creator"], step["added_unique"], step["cumulative_unique"]) for step in expected["greedy_max_coverage"]
    ]
    assert [step[1:] for step in steps] == [step[1:] for step in told]
    assert steps[:12] == told[:12]  # later ones tie in the small set, and either may come first
    assert len(found_pairs) == len(expected["pairs"])
    for pair in expected["pairs"]:
        shared, *shares = found_pairs[pair["a"], pair["b"]]
        assert shared == pair["intersection"]
        measures = ("share_of_a", "share_of_b", "overlap_coefficient", "jaccard")
        assert shares == pytest.approx([pair[name] for name in measures], abs=6e-9)


@pytest.mark.parametrize("name", FILES)
def test_counts_agree_with_the_expected_files(real_data, name):
    expected = expected_of(real_data, name)
    followers = read_edges(real_data, name)
    names = [creator["id"] for creator in expected["creators"]]
    found = subsets([np.sort(np.array(list(followers[i]), np.uint64) * SPREAD) for i in names])
    check_against(
        expected, names, found.sizes.tolist(), exclusive(found).tolist(),
        {k: n for k, n in enumerate(frequencies(found).tolist(), 1) if n}, deduplicated(found),
        [(names[s.at], s.new, s.total) for s in by_new_people(found)],
        {(names[p.a], names[p.b]): (p.shared, p.of_a, p.of_b, p.of_smaller, p.jaccard) for p in pairs(found)},
    )  # fmt: skip


@pytest.mark.parametrize("name", FILES)
def test_an_imported_file_gives_the_expected_counts(real_data, desk, run, name):
    from influcore.services import importing

    expected = expected_of(real_data, name)
    told = {"account": "2", "viewer": "1"} if name == "lastfm" else {"undirected": "yes"}
    options = {"platform": name} | told
    path = real_data / "audiences" / name / FILES[name]
    importing.run(desk, [path], importing.ImportOptions(options=options))
    run("campaign.new", name="Summer", advertiser="Lumen", starts="2026-06-01", ends="2026-06-30")
    for creator in expected["creators"]:
        run("influencer.new", name=creator["name"], slug=f"c{creator['id']}", platform=name, handle=creator["id"])
        run("collaboration.add", campaign="summer", influencer=f"c{creator['id']}")
    panel = desk.host.panel("overlap.audiences")
    parts = desk.content(panel, panel.params(campaign="summer")).parts
    ids = {c["name"]: c["id"] for c in expected["creators"]}
    rows = list(parts["creators"].rows.stream())
    found_pairs = {}
    for p in parts["pairs"].rows.stream():
        a, b = ids[p["a"]], ids[p["b"]]
        found_pairs[a, b] = (p["shared"], p["of_a"], p["of_b"], p["of_smaller"], p["jaccard"])
        found_pairs[b, a] = (p["shared"], p["of_b"], p["of_a"], p["of_smaller"], p["jaccard"])
    cards = {card.name: card.value for card in parts["summary"].cards}
    check_against(
        expected, [ids[r["creator"]] for r in rows], [r["audience"] for r in rows], [r["exclusive"] for r in rows],
        {r["follows"]: r["people"] for r in parts["frequency"].rows.stream()}, cards["deduplicated"],
        [(ids[r["creator"]], r["new_people"], r["total"]) for r in rows],
        {(p["a"], p["b"]): found_pairs[p["a"], p["b"]] for p in expected["pairs"]},
    )  # fmt: skip
    assert cards["sum"] == expected["gross_reach_all"]
