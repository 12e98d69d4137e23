"""Secret keys: made once, whole, readable by their owner alone."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
import threading

import pytest

from influcore.errors import InflucoreError, InvalidInput
from influcore.host import keys
from influcore.host.keys import secret_key

PROBE = "from influcore.host.keys import secret_key; print(secret_key('race').hex())"


@pytest.fixture
def place(tmp_path):
    return tmp_path / "data" / "keys"


def test_a_key_is_made_once(place):
    key = secret_key("viewers")
    assert len(key) == 32
    assert secret_key("viewers") == key
    assert secret_key("clicks") != key
    assert {file.name for file in place.iterdir()} == {"viewers", "clicks"}


def test_a_key_is_for_its_owner_only(place):
    secret_key("viewers")
    assert stat.S_IMODE((place / "viewers").stat().st_mode) == 0o600
    assert stat.S_IMODE(place.stat().st_mode) == 0o700


@pytest.mark.parametrize("linked", [True, False])
def test_all_who_ask_at_once_get_the_same_key(place, monkeypatch, linked):
    if not linked:
        monkeypatch.setattr(os, "link", lambda *_: (_ for _ in ()).throw(PermissionError(1, "no links here")))
    for name in (f"race{n}" for n in range(20)):
        got, start = [], threading.Barrier(8)
        threads = [
            threading.Thread(
                target=lambda name=name, got=got, start=start: (start.wait(), got.append(secret_key(name)))
            )
            for _ in range(8)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(got) == 8
        assert len(set(got)) == 1
    assert len(list(place.iterdir())) == 20


def test_processes_that_ask_at_once_get_the_same_key(place):
    running = [
        subprocess.Popen([sys.executable, "-c", PROBE], stdout=subprocess.PIPE, env={**os.environ}, text=True)
        for _ in range(4)
    ]
    assert len({process.communicate()[0] for process in running}) == 1


@pytest.mark.parametrize("name", ["", "../x", "a/b", "Key", ".x", "x" * 65, "a\n"])
def test_a_name_that_leads_elsewhere_is_refused(name):
    with pytest.raises(InvalidInput):
        secret_key(name)


@pytest.mark.parametrize("content", [b"", b"short", b"x" * 33])
def test_a_damaged_key_is_never_replaced(place, monkeypatch, content):
    monkeypatch.setattr(keys, "_WAIT_S", 0.02)
    place.mkdir(parents=True)
    (place / "viewers").write_bytes(content)
    with pytest.raises(InflucoreError, match="is damaged"):
        secret_key("viewers")
    assert (place / "viewers").read_bytes() == content


def test_a_folder_that_can_not_be_written_is_named(tmp_path, monkeypatch):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("INFLUCORE_DATA_DIR", str(tmp_path / "file"))
    with pytest.raises(InflucoreError) as caught:
        secret_key("viewers")
    assert "INFLUCORE_DATA_DIR" in caught.value.hint


def test_a_relative_data_folder_is_no_place_for_keys(monkeypatch):
    monkeypatch.setenv("INFLUCORE_DATA_DIR", "here")
    with pytest.raises(InflucoreError, match="no place for keys"):
        secret_key("viewers")
