"""The warehouse gives the same answer as the lists kept here, and a clear word where it is away."""

from __future__ import annotations

import os
import random
import shutil
import socket
import subprocess
import tempfile
from pathlib import Path

import numpy as np
import pytest

from influcore import InflucoreError, InvalidInput
from influcore.contributions import parse_form
from influcore_overlap.subsets import subsets

pytestmark = pytest.mark.slow
needs_ibis = pytest.importorskip  # a plain import would hide why it was skipped


@pytest.fixture(scope="module")
def ibis():
    return needs_ibis("ibis", reason="Ibis is not installed: pip install 'influcore[warehouse]'")


def draw(creators, people, seed=0):
    chance = random.Random(seed)
    return {f"c{n}": set(chance.sample(range(people), chance.randint(1, people // 3))) for n in range(creators)}


def rows_of(lists):
    return [(account, f"v{viewer}") for account, viewers in lists.items() for viewer in viewers]


def fill(connection, lists):
    """Make the table, with a double row and an account that nobody asks for."""
    pyarrow = needs_ibis("pyarrow")
    rows = [*rows_of(lists), *rows_of(lists)[:5], ("stranger", "v1")]
    if "followers" in connection.list_tables():
        connection.drop_table("followers")
    frame = pyarrow.table({"account": [a for a, _ in rows], "viewer": [v for _, v in rows]})
    connection.create_table("followers", frame)
    return connection.table("followers")


def same(found, lists):
    expected = subsets([np.array(sorted(v), np.uint64) for v in lists.values()])
    assert dict(found.largest(10**6)) == dict(expected.largest(10**6))
    assert found.sizes.tolist() == expected.sizes.tolist()


@pytest.mark.parametrize("creators", [1, 7, 62, 63, 150])
def test_duckdb_counts_what_the_lists_count(ibis, creators):
    from influcore_overlap.warehouse import subset_counts

    lists = draw(creators, 300)
    same(subset_counts(fill(ibis.duckdb.connect(), lists), list(lists)), lists)


def test_small_groups_stay_in_the_warehouse(ibis):
    from influcore_overlap.warehouse import subset_counts

    lists = {"a": set(range(100)), "b": set(range(97, 200)), "c": {1, 2}}
    found = subset_counts(fill(ibis.duckdb.connect(), lists), list(lists), suppress=5)
    assert dict(found.largest(9)) == {(0,): 95, (1,): 100}
    assert found.sizes.tolist() == [100, 103, 0]


@pytest.fixture
def audiences(desk):
    def read(**texts):
        panel = desk.host.panel("overlap.audiences")
        return dict(desk.content(panel, parse_form(panel.params, {"campaign": "summer"} | texts)).parts)

    return read


def cards_of(part):
    return {card.name: card.value for card in part.cards}


def test_a_campaign_is_counted_in_the_warehouse(ibis, tmp_path, campaign, keep, audiences):
    lists = {"anna": set(range(100)), "ben": set(range(60, 140))}
    campaign(anna=100, ben=80, cleo=40)
    path = tmp_path / "edges.db"
    connection = ibis.duckdb.connect(path)
    fill(connection, lists)
    connection.disconnect()
    there = audiences(engine=f"ibis:duckdb://{path}")
    for account, viewers in lists.items():
        keep(account, (f"v{v}" for v in viewers))
    here = audiences()
    assert cards_of(there["summary"])["deduplicated"] == cards_of(here["summary"])["deduplicated"]
    for part in ("frequency", "subsets", "pairs"):
        assert list(there[part].rows.stream()) == list(here[part].rows.stream())
    with pytest.raises(InflucoreError, match="can not be asked"):
        audiences(engine=f"ibis:duckdb://{path}", table="elsewhere")


def test_an_engine_that_is_away_is_named_without_its_password(ibis, campaign, audiences):
    needs_ibis("psycopg", reason="psycopg is not installed: pip install 'ibis-framework[postgres]'")
    campaign(anna=100)
    with pytest.raises(InflucoreError, match="postgres 127.0.0.1 can not be asked") as told:
        audiences(engine="ibis:postgres://u:sesame@127.0.0.1:9/none")
    assert "sesame" not in str(told.value)


@pytest.mark.parametrize("texts", [{"engine": "duckdb"}, {"engine": "ibis:x"}, {"engine": "ibis:a:b", "suppress": "0"}])
def test_an_engine_that_can_not_be_is_told(campaign, audiences, texts):
    campaign(anna=100)
    with pytest.raises(InvalidInput):
        audiences(**texts)


@pytest.fixture
def postgres():
    """A real PostgreSQL on loopback, as a user who is not root; gives its URL."""
    programs = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    if not programs:
        pytest.skip("PostgreSQL is not installed: apt-get install postgresql")
    place = Path(tempfile.mkdtemp(prefix="postgres-"))  # where another user may go, unlike pytest's folders
    as_other = []
    if os.geteuid() == 0:
        if not shutil.which("runuser"):
            pytest.skip("PostgreSQL does not run as root, and there is no runuser")
        shutil.chown(place, "nobody")
        as_other = ["runuser", "-u", "nobody", "--"]
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]

    def perform(*argv):
        subprocess.run([*as_other, *argv], check=True, capture_output=True, timeout=120, cwd="/")

    ctl = [str(programs[-1] / "pg_ctl"), "-D", str(place / "data"), "-w"]
    perform(str(programs[-1] / "initdb"), "-D", str(place / "data"), "-U", "test", "-A", "trust", "-N")
    options = f"-h 127.0.0.1 -p {port} -k {place} -c fsync=off"
    perform(*ctl, "-l", str(place / "log"), "-o", options, "start")
    try:
        yield f"postgres://test@127.0.0.1:{port}/postgres"
    finally:
        perform(*ctl, "-m", "immediate", "stop")
        shutil.rmtree(place, ignore_errors=True)


def test_postgresql_counts_what_the_lists_count(ibis, postgres):
    needs_ibis("psycopg", reason="psycopg is not installed: pip install 'ibis-framework[postgres]'")
    from influcore_overlap.warehouse import subset_counts

    connection = ibis.connect(postgres)
    for creators in (7, 62, 70):
        lists = draw(creators, 300)
        same(subset_counts(fill(connection, lists), list(lists)), lists)
    connection.disconnect()
