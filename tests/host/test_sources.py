"""Where plugins come from: installed distributions and the user's own folders, never the folder one stands in."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from influcore.errors import InvalidInput

MINE = '''
"""Count cheers."""
from influcore import Metric, hookimpl

__version__ = "0.3"

@hookimpl
def influcore_register_kpis():
    return [Metric("cheers", "count")]
'''


@pytest.fixture
def mine(tmp_path):
    place = tmp_path / "mine"
    place.mkdir()
    (place / "cheers.py").write_text(MINE)
    return place


def info(host, name):
    return next(plugin for plugin in host.plugins() if plugin.name == name)


def test_the_core_is_always_there_and_first(load):
    for host in (load(), load(no_plugins=True)):
        assert host.plugins()[0].name == "core"
        assert host.plugins()[0].source == "core"


def test_without_plugins_there_is_only_the_core(site, load, mine):
    site.install("other", "")
    host = load(no_plugins=True, plugins_dirs=(str(mine),), blocked=("whatever",))
    assert [plugin.name for plugin in host.plugins()] == ["core"]


def test_an_installed_plugin_says_what_it_is(site, load):
    site.install("cheers", MINE, version="2.1")
    plugin = info(load(), "cheers")
    assert (plugin.distribution, plugin.version, plugin.source) == ("vendor-cheers", "2.1", "installed")
    assert plugin.origin == "vendor-cheers 2.1"
    assert plugin.help == "Count cheers."
    assert plugin.contributions == {"metrics": 1}


def test_the_trees_own_plugins_come_through_their_entry_points(load):
    host = load(blocked=())
    assert {p.name for p in host.plugins() if p.source == "tree"} >= {"links", "forecast", "overlap", "contracts"}


def test_plugins_are_called_in_order_of_name_the_trees_before_strangers(site, load):
    for name in ("zoo", "ape"):
        site.install(name, "")
    names = [p.name for p in load(blocked=()).plugins()]
    tree = [p.name for p in load(blocked=()).plugins() if p.source == "tree"]
    assert names == ["core", *sorted(tree), "ape", "zoo"]


def test_an_attribute_of_a_module_can_be_the_plugin(site, load):
    site.metadata("vendor", "cheers = stranger_obj:inner.plugin")
    site.module(
        "stranger_obj",
        "from influcore import Metric, hookimpl\nclass P:\n    @hookimpl\n    def influcore_register_kpis(self):\n"
        "        return [Metric('cheers', 'count')]\nclass inner:\n    plugin = P()\n",
    )
    assert load().owner("metric", "cheers") == "cheers"
    assert load().metric("cheers").unit == "count"


def test_a_file_of_a_plugins_folder_is_a_plugin_named_after_it(site, load, mine):
    for _ in range(2):
        host = load(plugins_dirs=(str(mine),))
        plugin = info(host, "cheers")
        assert (plugin.source, plugin.path, plugin.version) == ("folder", str(mine / "cheers.py"), "0.3")
        assert host.metric("cheers").unit == "count"
        sys.modules.pop("cheers", None)


def test_a_package_of_a_plugins_folder_can_import_its_own_modules(site, load, mine):
    package = mine / "claps"
    package.mkdir()
    (package / "__init__.py").write_text(
        "from influcore import hookimpl\n@hookimpl\ndef influcore_register_kpis():\n"
        "    from .metrics import CLAPS\n    from claps.metrics import CLAPS as again\n    return [CLAPS]"
    )
    (package / "metrics.py").write_text("from influcore import Metric\nCLAPS = Metric('claps', 'count')")
    host = load(plugins_dirs=(str(mine),))
    assert host.metric("claps").unit == "count"
    assert host.failures == []


def test_private_files_and_folders_without_a_package_are_no_plugins(site, load, mine):
    for name in ("_draft.py", ".hidden.py", "notes.txt"):
        (mine / name).write_text("raise ValueError")
    for name in ("__pycache__", "data"):
        (mine / name).mkdir()
    assert [p.name for p in load(plugins_dirs=(str(mine),)).plugins() if p.source == "folder"] == ["cheers"]


@pytest.mark.parametrize("name", ["json", "numpy", "influcore_links"])
def test_a_file_may_not_be_called_as_another_module(site, load, mine, name):
    (mine / f"{name}.py").write_text("")
    host = load(plugins_dirs=(str(mine),))
    assert [(f.plugin, f.stage) for f in host.failures] == [(name, "load")]
    assert "is the name of another module; rename" in host.failures[0].reason


def test_a_file_may_not_be_called_as_a_plugin_of_the_tree(site, load, mine):
    (mine / "links.py").write_text("")
    host = load(plugins_dirs=(str(mine),), blocked=())
    assert ("links", "name") in [(f.plugin, f.stage) for f in host.failures]


def test_a_changed_file_is_read_anew_in_the_same_process(site, load, mine):
    load(plugins_dirs=(str(mine),))
    (mine / "cheers.py").write_text(MINE.replace('"cheers"', '"loud_cheers"'))
    host = load(plugins_dirs=(str(mine),))
    assert host.metric("loud_cheers").unit == "count"


def test_a_plugins_folder_that_is_not_there_is_an_error(load, tmp_path):
    with pytest.raises(InvalidInput, match="there is no plugins folder"):
        load(plugins_dirs=(str(tmp_path / "none"),))


def test_the_environment_names_folders(site, load, mine, tmp_path, monkeypatch):
    more = tmp_path / "more"
    more.mkdir()
    (more / "claps.py").write_text("")
    monkeypatch.setenv("INFLUCORE_PLUGINS_DIR", os.pathsep.join([str(mine), str(more)]))
    assert {p.name for p in load().plugins() if p.source == "folder"} == {"cheers", "claps"}


def test_the_environment_may_not_name_a_folder_by_where_one_stands(load, monkeypatch):
    monkeypatch.setenv("INFLUCORE_PLUGINS_DIR", "plugins")
    with pytest.raises(InvalidInput, match="depends on the folder one stands in"):
        load()


def test_the_users_settings_name_folders_and_block(site, load, mine, settings):
    site.install("other", "")
    settings(f"""
        [plugins]
        dirs = ["{mine}"]
        block = ["other"]
    """)
    host = load()
    assert info(host, "cheers").state == "ready"
    assert info(host, "other").state == "blocked"


def test_settings_may_not_name_a_folder_by_where_one_stands(load, settings):
    settings('[plugins]\ndirs = ["plugins"]')
    with pytest.raises(InvalidInput, match="must be an absolute path"):
        load()


@pytest.mark.parametrize("given", [{}, {"blocked": ("aaa",)}, {"env": " aaa ,"}])
def test_a_blocked_plugin_is_not_imported(site, load, monkeypatch, tmp_path, given):
    mark = tmp_path / "ran"
    site.install("aaa", f"open({str(mark)!r}, 'w').close()")
    if not given:
        load()
        assert mark.exists()
        return
    monkeypatch.setenv("INFLUCORE_BLOCK", given.pop("env", ""))
    host = load(**given)
    assert info(host, "aaa").state == "blocked"
    assert not mark.exists()
    assert "aaa" not in {failure.plugin for failure in host.failures}


def test_a_blocked_name_that_no_plugin_has_is_an_error_that_names_the_nearest(load):
    with pytest.raises(InvalidInput) as caught:
        load(blocked=("linsk",))
    assert caught.value.message == "can not block “linsk”: no plugin has that name"
    assert caught.value.hint == "did you mean links?"


def test_the_core_can_not_be_blocked(load):
    with pytest.raises(InvalidInput):
        load(blocked=("core",))


@pytest.mark.parametrize("value", ["1", "yes"])
def test_the_environment_can_leave_all_plugins_out(load, monkeypatch, value):
    monkeypatch.setenv("INFLUCORE_NO_PLUGINS", value)
    assert len(load().plugins()) == 1
    monkeypatch.setenv("INFLUCORE_NO_PLUGINS", "0")
    assert len(load().plugins()) > 1


def test_a_distribution_that_is_there_twice_counts_once(site, load, tmp_path, monkeypatch):
    site.install("cheers", MINE)
    other = type(site)(tmp_path / "other")
    other.path.mkdir()
    other.install("cheers", MINE)
    monkeypatch.setattr(sys, "path", [*sys.path, str(other.path)])
    assert [p.state for p in load().plugins() if p.name == "cheers"] == ["ready"]


def test_damaged_metadata_harms_nobody_else(site, load):
    site.install("cheers", MINE)
    broken = site.metadata("broken", "x = y")
    (broken / "entry_points.txt").write_text("[influcore]\nno equals sign\n")
    bytes_only = site.metadata("bytes", "x = y")
    (bytes_only / "entry_points.txt").write_bytes(b"[influcore]\n\xff\xfe = x\n")
    host = load()
    assert info(host, "cheers").state == "ready"
    assert all(failure.plugin != "cheers" for failure in host.failures)


@pytest.mark.parametrize("entry", ["x = ", "x = not a module", "x = stranger_none", "x = json:nothing.there", "x = :a"])
def test_an_entry_point_that_leads_nowhere_is_named(site, load, entry):
    site.metadata("vendor", entry)
    assert {f.plugin for f in load().failures} <= {"x", "vendor"}
    assert load().failures


@pytest.mark.parametrize("how", [["-c", "CODE"], ["-m", "probe"]])
def test_the_folder_one_stands_in_is_never_looked_in(tmp_path, site, environment, how):
    here = type(site)(tmp_path / "here")
    here.path.mkdir()
    here.install("evil", "raise SystemExit('ran')")
    (here.path / "settings.toml").write_text("[plugins]\nblock = ['nobody']")
    code = "from influcore.host import Host\nprint([p.name for p in Host.load().plugins()])"
    (here.path / "probe.py").write_text(code)
    command = [sys.executable, *(code if part == "CODE" else part for part in how)]
    done = subprocess.run(command, cwd=here.path, env=environment(site), capture_output=True, text=True, check=True)
    assert "core" in done.stdout
    assert "evil" not in done.stdout
