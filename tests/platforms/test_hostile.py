"""No file makes a connector break down: whatever it is, it is read, rejected row by row, or refused in words."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from influcore import Connector
from influcore.errors import InflucoreError
from influcore.services.importing.sampling import take_sample
from influcore.services.importing.source import FileSource
from influcore_platforms import influcore_register_connectors

CONNECTORS = influcore_register_connectors()
TOLD = {"platform": "instagram", "account": "1", "viewer": "2", "undirected": "yes", "accounts": "create"}
FILES = {
    "top list": "Tiktoker,influencer name,Subscribers,Subscribers,Views avg.,Likes avg\na,A,1K,1000,5,7\nb,B,1M,,1,2\n",
    "creators": "creator_id,handle,followers\n1,a,5\n2,b,7\n",
    "posts": "creator_id,recency_rank,date,likes,is_video\n1,0,2026-05-01,5,0\n1,1,2026-05-01,6,0\n",
    "edges": "userID\tartistID\tweight\n1\t2\t3\n4\t5\t6\n",
    "numbers": "1,2\n3,4\n",
    "followers": "fan1\nfan2\n",
    "names": "id\tname\n1\tx\n2\ty\n",
    "studio": 'Video,Video title,Video publish time,Views\nTotal,,,5\nabc,T,"May 8, 2020",7\n',
    "meta": "Post ID,Account username,Publish time,Permalink,Post type,Likes\n1,a,05/01/2026 10:00,u,IG reel,5\n",
    "header only": "creator_id,handle,followers\n",
    "one cell": "x",
    "blank lines": "\n\n\nx\n\n",
    "quotes": '"""\n"\n""""\n',
}


def drain(connector: Connector, path: Path, options: dict[str, str]) -> None:
    """Look at a file and read it to its end; only faults in words may come."""
    with suppress(InflucoreError):
        sampled = take_sample(path, path.name)
        connector.sniff(sampled.sample)
        now = dt.datetime(2026, 6, 1, tzinfo=dt.UTC)
        source = FileSource(path=path, name=path.name, as_of=now, options=options, encoding=sampled.encoding)
        for _ in connector.read(source):
            pass


@pytest.mark.parametrize("connector", CONNECTORS, ids=lambda c: c.name)
@pytest.mark.parametrize("text", FILES.values(), ids=FILES)
@pytest.mark.parametrize("options", [{}, TOLD], ids=["untold", "told"])
def test_a_connector_that_is_named_for_a_wrong_file_says_so_in_words(file, connector, text, options):
    drain(connector, file(text), options)


def mutations(text: str, chance: random.Random) -> Iterator[str]:
    """Damage a text as files are damaged: cut, doubled, with strange cells and characters."""
    strange = (
        "",
        "-",
        "N/A",
        "1e999",
        "=1+1",
        "٣",
        "\x1b[2J",
        "\u202e",
        '"',
        '""',
        "9" * 500,
        "1,2",
        "\0",
        "1970-01-01",
    )
    for _ in range(40):
        lines = text.split("\n")
        at = chance.randrange(len(lines))
        cells = lines[at].replace("\t", ",").split(",")
        cells[chance.randrange(len(cells))] = chance.choice(strange)
        lines[at] = ",".join(cells)
        damaged = "\n".join(lines)
        yield chance.choice(
            (damaged, damaged[: chance.randrange(len(damaged) + 1)] or "x", damaged + text, damaged.upper())
        )


@pytest.mark.parametrize("connector", CONNECTORS, ids=lambda c: c.name)
@pytest.mark.parametrize("name", FILES)
def test_a_damaged_file_never_breaks_a_connector(file, connector, name):
    chance = random.Random(f"{connector.name}/{name}")
    for damaged in mutations(FILES[name], chance):
        if damaged.strip():
            drain(connector, file(damaged.replace("\0", "") or "x"), TOLD)


@given(text=st.text(alphabet='a1,;\t"\n.-@é\u202e', min_size=1, max_size=60))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
def test_any_text_is_read_or_refused_in_words(tmp_path, text):
    path = tmp_path / "any.csv"
    path.write_text(f"x{text}", encoding="utf-8")
    for connector in CONNECTORS:
        drain(connector, path, TOLD)
