"""The contract of connectors passes a good one, and names each way in which another is not."""

from __future__ import annotations

import contextlib
import socket

import pytest

from influcore import Connector, CreatorRecord, Match, Reject
from influcore.testing import ConnectorContract, connector as module

HEADER = "acme_handle,acme_fans"


def sniff(sample):
    return Match(90, "Acme's two columns") if sample.header == tuple(HEADER.split(",")) else None


def read(source):
    rows = source.records(",")
    next(rows, None)
    for line, row in rows:
        if len(row) != 2 or not row[0] or not row[1].isdigit() or len(row[1]) > 12:
            yield Reject(line, "this is no count", "acme_fans", ",".join(row)[:80])
            continue
        yield CreatorRecord(platform="instagram", handle=row[0][-30:], followers=int(row[1]), line=line)


class Acme(ConnectorContract):
    samples = {"acme.csv": f"{HEADER}\nlea,48200\nmax,1200\n"}
    header = HEADER
    bad_rows = {"ben,many": "acme_fans"}

    def row(self, number):
        return f"creator{number:0150},{number}"  # long, so that a file of megabytes has few of them


def contract(**replaced):
    made = {"name": "acme.export", "title": "Acme", "help": "Acme.", "gives": ("influencers",)}
    connector = Connector(**(made | {"sniff": sniff, "read": read} | replaced))
    return type("TestAcme", (Acme,), {"connector": connector})


@pytest.fixture(autouse=True)
def small(monkeypatch):
    """Make the files that are streamed small: what is tested here is what the contract says."""
    monkeypatch.setattr(module, "MANY", 2_000)


def test_a_good_connector_passes(verdict):
    assert verdict(contract()) == {}


def _greedy(sample):
    return Match(95, "it has commas") if "," in sample.text or ";" in sample.text else None


def _raising(source):
    for line, row in source.records(","):
        yield CreatorRecord(platform="instagram", handle=row[0], followers=int(row[1]) if line > 1 else 0, line=line)


def _nowhere(source):
    for item in read(source):
        yield Reject(0, "this is no count") if isinstance(item, Reject) else item


def _hoarding(source):
    yield from list(read(source))


def _calling(source):
    with contextlib.suppress(OSError):  # a connector that goes on without its network is no better
        socket.create_connection(("192.0.2.1", 80), timeout=0.1)
    yield from read(source)


def _writing(source):
    with open(f"{source.path}.log", "w") as log:
        log.write("read")
    yield from read(source)


@pytest.mark.parametrize(
    ("replaced", "test", "words"),
    [
        ({"sniff": _greedy}, "it_leaves_the_files_of_others_alone", ("shopping.csv", "at most 40, got 95")),
        ({"sniff": lambda s: Match(30, "x")}, "it_knows_its_own_files", ("acme.csv", "at least 60, got 30")),
        ({"sniff": lambda s: s.header[7]}, "it_knows_its_own_files", ("IndexError", "s.header[7]")),
        ({"read": _raising}, "broken_files_never_raise", ("ValueError", "int(row[1])")),
        ({"read": _nowhere}, "rejects_say_where", ("stands in line 4, the reject says 0", "column “acme_fans”")),
        ({"read": _hoarding}, "it_streams", ("keeps what it reads", "Yield each record")),
        ({"read": _calling}, "it_opens_nothing_itself", ("uses the network (socket.",)),
        ({"read": _writing}, "it_opens_nothing_itself", ("writes the file", "acme.csv.log")),
        ({"gives": ("posts",)}, "it_reads_sound_records", ("it says it gives posts", "gave influencers")),
        ({"read": lambda s: iter(())}, "a_dry_run_writes_nothing", ("takes nothing of its own samples",)),
    ],
    ids=["greedy", "unsure", "sniff-raises", "raises", "nowhere", "hoards", "network", "writes", "gives", "empty"],
)
def test_a_bad_connector_is_told_what_it_does(verdict, replaced, test, words):
    told = verdict(contract(**replaced), test)
    assert [word for word in words if word not in told[test]] == []


def test_a_key_that_changes_with_each_reading_is_told(verdict):
    fans = iter(range(10**6))

    def drifting(source):
        for item in read(source):
            yield CreatorRecord(platform="instagram", handle=item.handle, followers=next(fans), line=item.line)

    told = verdict(contract(read=drifting), "same_file")
    assert "changed the second time" in told["the_same_file_again_adds_nothing"]


def test_a_slow_connector_is_told_how_long_it_took(verdict):
    made = contract()
    made.seconds = 0.0
    assert "2,000 rows; expected at most 0 s" in verdict(made, "streams")["it_streams"]


def test_what_the_kit_can_not_know_is_asked_for(verdict):
    bare = type("TestBare", (ConnectorContract,), {"connector": contract().connector})
    told = verdict(bare)
    assert "override `header` and `row(number)`" in told["it_streams"]
    assert "set `bad_rows`" in told["rejects_say_where"]
    assert "set `samples`" in told["it_knows_its_own_files"]
