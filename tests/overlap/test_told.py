"""What others say of overlap narrows the answer, and is refused where it contradicts itself."""

from __future__ import annotations

import json

import pytest

from influcore_overlap.told import Told, fault


@pytest.fixture
def take(desk, tmp_path, capsys, installed_host):
    """Import a file of a name and text on the command line; gives its exit code and what is said."""
    from influcore.cli.entry import main
    from influcore.cli.start import Start

    def taken(name, text):
        path = tmp_path / name
        path.write_text(text)
        argv = ["import", "-w", str(desk.workspace.path), str(path), "--option", "platform=instagram"]
        capsys.readouterr()
        code = main(argv, Start(installed_host))
        done = capsys.readouterr()
        return code, done.out + done.err

    return taken


def modash(people=150, **accounts):
    data = [{"username": name, "followers": size, "uniquePercentage": alone, "overlappingPercentage": 100 - alone}
            for name, (size, alone) in accounts.items()]  # fmt: skip
    total = sum(size for size, _ in accounts.values())
    return json.dumps({"reportInfo": {"totalFollowers": total, "totalUniqueFollowers": people}, "data": data})


def people_of(panel):
    return {card.name: card.value for card in panel()["summary"].cards}["deduplicated"]


def test_a_report_of_three_gives_their_people(take, campaign, panel):
    campaign(anna=100, ben=100, cleo=100)
    before = people_of(panel)
    assert (before.low, before.high) == (100, 300)
    code, said = take("overlap.json", modash(anna=(100, 30), ben=(100, 30), cleo=(100, 30), people=180))
    assert code == 0, said
    after = people_of(panel)
    assert after.high == 180
    assert 160 <= after.low <= after.median <= 180


def test_reported_pairs_are_hunters_bound(take, campaign, panel, keep):
    campaign(anna=100, ben=80, cleo=60)
    keep("anna", range(100))
    lines = ("account_a,account_b,shared,followers_a,followers_b", "@Anna,ben,50,100,80", "ben,cleo,40,80,60",
             "anna,cleo,90,100,60")  # fmt: skip
    _, said = take("pairs.csv", "\n".join(lines))
    assert "more than the smaller" in said
    assert people_of(panel).high == 240 - 50 - 40


def test_the_same_report_again_adds_nothing(take, desk):
    for _ in range(2):
        take("overlap.json", modash(anna=(100, 50), ben=(100, 50), people=150))
    assert desk.session().value("SELECT count(*) FROM overlap_report") == 1


@pytest.mark.parametrize(
    ("accounts", "followers", "alone", "people", "told"),
    [
        (("a", "b"), (10, 10), (0.5, 0.5), 30, "can not be"),
        (("a", "b"), (1000, 10), (0.5, 0.5), 500, "can not be"),
        (("a", "a"), (10, 10), (0.5, 0.5), 15, "different accounts"),
        (("a", "b"), (1000, 1000), (0.9, 0.9), 1500, "only one account"),
        (("a", "b"), (1000, 1000), (0.5, 0.5), 1900, "places are left"),
        (("a", "b"), (10, 10), (1.5, 0.5), 15, "100 %"),
        (("a", "b"), (10, 10), (0.5, 0.5), 15, ""),
    ],
)
def test_a_report_that_contradicts_itself_is_refused(accounts, followers, alone, people, told):
    reason = fault(Told(platform="x", accounts=accounts, followers=followers, alone=alone, people=people))
    assert told in reason
    assert bool(reason) == bool(told)


def test_a_cut_report_is_told(take):
    code, said = take("overlap.json", modash(anna=(100, 50), ben=(100, 50))[:-20])
    assert code != 0
    assert "no overlap report" in said
    assert "Traceback" not in said
