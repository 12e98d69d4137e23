"""What was read is kept, until something changes that it depended on."""

from __future__ import annotations

import json
import os
import sys
import threading
from pathlib import Path

import pytest

import influcore
from influcore.host import HostOptions, build
from influcore.host.manifest import manifest_path, read_manifest, write_manifest
from influcore.host.options import request_of

LOOK = '''
"""Look at things."""
from influcore import Check, Metric, Panel, hookimpl, opt
import attrs

@attrs.frozen
class Params:
    word: str = opt("Which word.", default="x")

@hookimpl
def influcore_register_panels():
    return [Panel(name=f"look.{name}", title=name.title(), help="Looks.", read=print, params=Params)
            for name in ("near", "far")]

@hookimpl
def influcore_register_kpis():
    return [Metric("looks", "count")]
'''
OTHER = """
from influcore import Check, hookimpl
@hookimpl
def influcore_register_checks():
    return [Check(name="other.x", help="X.", run=print)]
"""


@pytest.fixture
def readings(monkeypatch):
    """Count how often the plugins are read anew."""
    count = []
    real = build.Built.__init__
    monkeypatch.setattr(build.Built, "__init__", lambda self, *a, **k: (count.append(1), real(self, *a, **k))[1])
    return count


@pytest.fixture
def kept(tmp_path, site, load):
    """A host that was loaded once, with one plugin; gives the manifest's file."""
    site.install("look", LOOK)
    load()
    (file,) = (tmp_path / "cache").iterdir()
    return file


def test_a_second_start_reads_no_plugin(kept, load, readings):
    load()
    assert readings == []


def test_what_is_kept_says_all_that_was_read(kept, load):
    first, again = load(fresh=True), load()
    assert list(again.catalogue) == list(first.catalogue)
    assert again.failures == first.failures
    assert [p._replace(load_ms=0) for p in again.plugins()] == [p._replace(load_ms=0) for p in first.plugins()]
    assert [line.name for line in again.catalogue.panels if line.plugin == "look"] == ["look.far", "look.near"]
    assert again.catalogue.find("panel", "look.far").params[0]["help"] == "Which word."


def test_on_a_hit_only_the_owner_is_imported_and_only_its_hook_called(kept, site, load, readings):
    site.install("other", OTHER)
    load()
    for name in ("stranger_look", "stranger_other"):
        sys.modules.pop(name, None)
    readings.clear()
    host = load()
    assert host.panel("look.far").title == "Far"
    assert readings == []
    assert "stranger_look" in sys.modules
    assert "stranger_other" not in sys.modules
    assert host._live()._answers.keys() == {("look", "influcore_register_panels")}
    assert [metric.name for metric in host.metrics() if host.owner("metric", metric.name) == "look"] == ["looks"]
    assert "stranger_other" not in sys.modules


def test_a_plugin_that_breaks_after_it_was_read_is_named_when_it_is_asked_for(kept, load, monkeypatch):
    monkeypatch.setitem(sys.modules, "stranger_look", None)
    host = load()
    with pytest.raises(influcore.errors.PluginMisuse, match=r"“look” does not give its panel “look\.far”: load: "):
        host.panel("look.far")
    assert [(f.plugin, f.stage) for f in host.failures] == [("look", "load")]


def edit_the_plugin(site, tmp_path):
    (site.path / "stranger_look.py").write_text(LOOK.replace("far", "farther"))


def touch_the_plugin(site, tmp_path):
    os.utime(site.path / "stranger_look.py", (1, 1))


def install_another(site, tmp_path):
    site.install("other", OTHER)


def uninstall(site, tmp_path):
    info = next(site.path.glob("vendor_look*"))
    info.rename(tmp_path / "gone")


def reinstall(site, tmp_path):
    info = next(site.path.glob("vendor_look*"))
    os.utime(info / "entry_points.txt", (1, 1))
    (site.path / "x").touch()


def write_settings(site, tmp_path):
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "settings.toml").write_text("")


CHANGES = (edit_the_plugin, touch_the_plugin, install_another, uninstall, reinstall, write_settings)


@pytest.mark.parametrize("change", CHANGES, ids=lambda c: c.__name__)
def test_a_change_that_matters_is_seen(kept, load, readings, site, tmp_path, change):
    change(site, tmp_path)
    load()
    load()
    assert readings == [1]


def test_a_package_is_watched_whole(site, load, readings):
    package = site.path / "stranger_deep" / "rules" / "more"
    package.mkdir(parents=True)
    for folder in (package, package.parent, package.parent.parent):
        (folder / "__init__.py").write_text("")
    site.metadata("vendor", "deep = stranger_deep")
    load()
    (package / "rates.toml").write_text("x = 1")
    load()
    (package / "rates.toml").write_text("x = 12")
    load()
    (package / "__init__.py").write_text("y = 1")
    load()
    (package / "rates.toml").unlink()
    load()
    assert len(readings) == 5
    (package / "__pycache__").mkdir()
    (package / "notes.txt").write_text("not code")
    load()
    assert len(readings) == 5


def test_a_plugins_folder_is_watched(site, load, readings, tmp_path):
    place = tmp_path / "mine"
    place.mkdir()
    options = {"plugins_dirs": (str(place),)}
    load(**options)
    (place / "late.py").write_text("")
    load(**options)
    (place / "late.py").write_text("# changed")
    load(**options)
    (place / "later").mkdir()
    load(**options)
    (place / "later" / "__init__.py").write_text("")
    host = load(**options)
    assert len(readings) == 5
    assert {p.name for p in host.plugins() if p.source == "folder"} == {"late", "later"}
    load(**options)
    assert len(readings) == 5


def test_other_files_beside_packages_do_not_matter(kept, load, readings, site):
    (site.path / "campaigns.influcore-wal").touch()
    load()
    assert readings == []


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", "null", "{}", '{"request": 1}', "\x00", "[" * 100_000, '"x"'],
    ids=["empty", "cut", "list", "null", "nothing", "other", "zero", "deep", "text"],
)
def test_a_damaged_manifest_is_made_anew(kept, load, readings, text):
    good = kept.read_text()
    kept.write_text(text)
    load()
    assert readings == [1]
    assert json.loads(kept.read_text()).keys() == json.loads(good).keys()


@pytest.mark.parametrize("part", ["watched", "plugins", "failures", "contributions"])
@pytest.mark.parametrize("value", [None, 5, [5], [[]], {"a": 1}, [{"kind": "panels"}], [{"kind": "x"}]])
def test_a_manifest_of_another_shape_is_made_anew(kept, load, readings, part, value):
    manifest = json.loads(kept.read_text())
    manifest[part] = value
    kept.write_text(json.dumps(manifest))
    load().catalogue.of("panel")
    assert readings == [1]


def test_a_manifest_of_bytes_that_are_no_text_is_made_anew(kept, load, readings):
    kept.write_bytes(b"\xff\xfe\xff")
    load()
    assert readings == [1]


def test_a_cache_that_can_not_be_written_keeps_nothing_and_harms_nothing(site, load, tmp_path, readings):
    (tmp_path / "file").write_text("")
    host = load(cache_dir=str(tmp_path / "file" / "cache"))
    load(cache_dir=str(tmp_path / "file" / "cache"))
    assert readings == [1, 1]
    assert host.failures == []


def test_no_cache_keeps_nothing(site, load, tmp_path, readings):
    load(cache_dir="")
    assert not (tmp_path / "cache").exists()


def test_the_program_does_not_know_where_to_keep_it_without_a_home(monkeypatch):
    monkeypatch.setenv("INFLUCORE_CACHE_DIR", "not/absolute")
    assert manifest_path({}, None) is None
    assert read_manifest(None, {}) is None
    assert write_manifest(None, {}) is False


def test_fresh_passes_by_what_is_kept_and_renews_it(kept, load, readings):
    kept.write_text("{}")
    load(fresh=True)
    load()
    assert readings == [1]


def test_two_kinds_of_start_do_not_take_turns(kept, load, readings):
    for _ in range(3):
        load()
        load(no_plugins=True)
    assert len(readings) == 1


def test_another_version_of_the_program_does_not_trust_it(kept, load, readings, monkeypatch):
    monkeypatch.setattr(influcore, "__version__", "99.0")
    load()
    assert readings == [1]


def test_the_folder_one_stands_in_makes_no_difference(kept, load, readings, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    load()
    monkeypatch.setattr(sys, "path", ["", *sys.path])
    load()
    monkeypatch.setattr(sys, "path", [str(tmp_path), *sys.path[1:]])
    load()
    assert readings == []


def test_old_manifests_are_swept_away(kept, load):
    old = kept.with_name("plugins-0.json")
    old.write_text("{}")
    os.utime(old, (1, 1))
    mine = kept.with_name("mine.txt")
    mine.write_text("")
    os.utime(mine, (1, 1))
    load(fresh=True)
    assert not old.exists()
    assert mine.exists()


def test_many_starts_at_once_leave_one_whole_manifest(site, load, tmp_path):
    site.install("look", LOOK)
    request = request_of(HostOptions())
    path = manifest_path(request, None)
    for file in (tmp_path / "cache").glob("*"):
        file.unlink()
    writers = [threading.Thread(target=write_manifest, args=(path, {"n": [n] * 5000})) for n in range(8)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert len(set(json.loads(Path(path).read_text())["n"])) == 1
    assert [file.name for file in (tmp_path / "cache").iterdir()] == [os.path.basename(path)]


def test_threads_bring_a_plugin_in_once(kept, load):
    sys.modules.pop("stranger_look", None)
    host = load()
    panels = []
    threads = [threading.Thread(target=lambda: panels.append(host.panel("look.far"))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({id(panel) for panel in panels}) == 1
    assert host.failures == []
