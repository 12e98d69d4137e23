"""Plugins come, grow old, hang and go: old ones work on newer hosts, newer ones are refused, what goes is told."""

from __future__ import annotations

import datetime as dt
import json
import shutil
import sys
import time
import warnings
from pathlib import Path

import pytest

import influcore
from influcore import Check, deprecation, hookimpl
from influcore.deprecation import DEPRECATIONS, Deprecation, InflucoreDeprecationWarning, deprecated, table
from influcore.errors import Refused, UnknownId
from influcore.host import Host, HostOptions
from influcore.host.deadline import Deadlines, Overdue, Step, off_the_clock
from influcore.host.manifest import read_manifest
from influcore.services.desk import Desk
from influcore.services.purging import carry_out, would_purge

from .conftest import failures_of

FROZEN = Path(__file__).parent / "frozen"
NOW = dt.datetime(2026, 6, 10, 12, tzinfo=dt.UTC)
KEEPS = '''
"""Keep things."""
from influcore import Tables, TableSpec, hookimpl

def m001_things(db):
    db.table("keeps_things").create({"id": str}, pk="id", strict=True)
    db.execute("INSERT INTO keeps_things VALUES ('1'), ('2')")

@hookimpl
def influcore_register_tables():
    return [Tables(migrations=(m001_things,), tables=(TableSpec(name="keeps_things", kind="derived"),))]
'''


@pytest.mark.parametrize("version", [1, 2])
def test_a_plugin_of_the_first_api_works_on_hosts_of_later_ones(monkeypatch, tmp_path, version):
    monkeypatch.setattr(influcore, "API_VERSION", version)
    sys.modules.pop("first_api", None)
    folder = tmp_path / "plugins"
    shutil.copytree(FROZEN, folder)
    host = Host.load(HostOptions(plugins_dirs=(str(folder),), given=("first_api.worth=3",)))
    assert failures_of(host, "first_api") == []
    desk = Desk.create(tmp_path / "w.influcore", host, clock=lambda: NOW)
    for name, form in (("advertiser.new", {"name": "Brand"}), (
        "campaign.new", {"name": "Old", "advertiser": "Brand", "starts": "2026-06-01", "ends": "2026-06-30"},
    )):  # fmt: skip
        desk.run(name, influcore.contributions.parse_form(host.action(name).form, form))
    mark = host.action("first_api.mark")
    assert desk.run("first_api.mark", mark.form(campaign="old")).message == "marked old"
    assert [f.check for f in desk.session().findings() if f.check.startswith("first_api")] == ["first_api.seen"]
    assert desk.content("first_api.marks", mark.form(campaign="old")).rows.count() == 1
    assert desk.session().settings(host.section("first_api").form, "first_api").worth == 3.0
    assert ("first_api.mark", 1) in sys.modules["first_api"].HEARD
    desk.close()


def test_what_is_deprecated_stays_for_two_minor_releases_and_no_longer():
    def minor(version):
        major, second = version.split(".")[:2]
        return int(major) * 1000 + int(second)

    for one in DEPRECATIONS.values():
        assert minor(one.removed) - minor(one.since) >= 2
        assert minor(influcore.__version__) < minor(one.removed), f"{one.name} should be gone by now"
        assert f"| `{one.name}` |" in table()


def test_the_use_of_what_is_deprecated_is_told_once_for_each_plugin(monkeypatch):
    monkeypatch.setattr(deprecation, "_used", {})
    old = {"old": Deprecation("old", since="0.1", removed="0.3", instead="new")}
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        for plugin in ("a", "a", "b"):
            deprecated("old", plugin, table=old)
    assert [str(w.message) for w in caught] == [
        f"plugin {plugin}: old goes in influcore 0.3 (deprecated since 0.1): use new" for plugin in ("a", "b")
    ]
    assert {w.category for w in caught} == {InflucoreDeprecationWarning}
    with pytest.raises(KeyError):
        deprecated("never", "a", table=old)


@pytest.mark.filterwarnings("ignore::influcore.deprecation.InflucoreDeprecationWarning")
def test_a_plugin_that_uses_the_old_name_of_the_version_works_and_is_listed(site, load):
    site.install("older", "INFLUCORE_API = 1\n")
    for _ in range(2):  # read anew, then from the kept manifest
        (info,) = (plugin for plugin in load().plugins() if plugin.name == "older")
        assert (info.state, info.api) == ("ready", 1)
        assert info.deprecated == (str(DEPRECATIONS["INFLUCORE_API"]),)


def test_hooks_are_traced_with_plugin_time_and_size(site, load):
    site.install("good", GOOD_TWO)
    lines = []
    host = load(trace=lines.append)
    line = next(line for line in lines if " of good:" in line)
    assert line.startswith("hook influcore_register_checks of good: ")
    assert line.endswith(" ms, 2 answers")
    host.after_change(None, "x", [])
    assert next(line for line in lines if line.startswith("hook influcore_after_change of good: ")).endswith("nothing")


GOOD_TWO = """
from influcore import Check, hookimpl

@hookimpl
def influcore_register_checks():
    return [Check(name=f"good.{n}", help="Says hello.", run=print) for n in "ab"]

@hookimpl
def influcore_after_change(action):
    pass
"""


def test_a_step_that_hangs_is_left_behind_and_the_others_go_on():
    left = []
    deadlines = Deadlines(0.2, lambda *told: left.append(told[:2]))
    began = time.monotonic()
    steps = [Step("a", "x", lambda: 1), Step("b", "y", lambda: time.sleep(60)), Step("c", "z", lambda: 3)]
    assert deadlines.run(steps) == [1, None, 3]
    assert left == [("b", "y")]
    assert time.monotonic() - began < 2


def test_many_quick_steps_may_take_longer_than_one_deadline():
    deadlines = Deadlines(0.3, lambda *told: pytest.fail(f"{told}"))
    assert deadlines.run([Step("a", "x", lambda: time.sleep(0.1)) for _ in range(6)]) == [None] * 6


def test_work_of_the_core_is_not_counted_against_a_plugin():
    def slow():
        with off_the_clock():
            time.sleep(0.6)
        return "done"

    assert Deadlines(0.2, lambda *told: pytest.fail(f"{told}")).run([Step("a", "x", slow)]) == ["done"]


def test_what_a_step_does_not_catch_reaches_who_waits():
    def interrupted():
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        Deadlines(1, print).run([Step("a", "x", interrupted)])


def test_without_a_deadline_all_is_done_here():
    import threading

    assert Deadlines(0, print).run([Step("a", "x", threading.get_ident)]) == [threading.get_ident()]


def test_a_single_thing_that_hangs_is_stopped():
    stopped = []
    with pytest.raises(Overdue):
        Deadlines(0, print).run_one(Step("a", "x", lambda: time.sleep(60)), 0.2, lambda: stopped.append(1))
    assert stopped == [1]


def test_a_plugin_that_hung_is_tried_again_after_a_while(site, load, monkeypatch, tmp_path):
    site.install("slow", "import time\ntime.sleep(60)")
    host = load(given=("core.deadline=0.2",))
    assert failures_of(host, "slow")[0][0] == "load"
    assert load(given=("core.deadline=0.2",)).failures == host.failures
    (path,) = (tmp_path / "cache").glob("plugins-*.json")
    request = json.loads(path.read_text())["request"]
    assert read_manifest(str(path), request) is not None
    later = time.time() + 3600
    monkeypatch.setattr(time, "time", lambda: later)
    assert read_manifest(str(path), request) is None


def test_uninstalling_keeps_the_data_and_purging_removes_it_for_good(tmp_path):
    folder = tmp_path / "plugins"
    folder.mkdir()
    (folder / "keeps.py").write_text(KEEPS)
    path = tmp_path / "w.influcore"

    def desk(*blocked):
        host = Host.load(HostOptions(plugins_dirs=(str(folder),), blocked=blocked, cache_dir=""))
        return Desk.open(path, host) if path.exists() else Desk.create(path, host)

    first = desk()
    with pytest.raises(Refused, match="keeps is in use"):
        would_purge(first, "keeps")
    first.close()
    blocked = desk("keeps")
    assert [tuple(table) for table in would_purge(blocked, "keeps")] == [("keeps_things", 2)]
    assert blocked.session().value("SELECT count(*) FROM keeps_things") == 2
    blocked.close()
    (folder / "keeps.py").unlink()
    gone = desk()
    assert gone.session().value("SELECT count(*) FROM keeps_things") == 2
    assert [tuple(table) for table in carry_out(gone, "keeps")] == [("keeps_things", 2)]
    assert gone.session().value("SELECT count(*) FROM sqlite_master WHERE name = 'keeps_things'") == 0
    entry = gone.workspace.journal(limit=1)[0]
    assert (entry.action, entry.undo, entry.details) == ("plugins.purge", "never", {"tables": {"keeps_things": 2}})
    with pytest.raises(Refused, match="can not be undone"):
        gone.undo()
    with pytest.raises(UnknownId):
        would_purge(gone, "keeps")
    gone.close()
    (folder / "keeps.py").write_text(KEEPS)
    back = desk()
    assert back.session().value("SELECT count(*) FROM keeps_things") == 2, "it is made anew, as for a new workspace"
    back.close()
    sys.modules.pop("keeps", None)


def test_the_data_of_the_core_can_not_be_purged(tmp_path):
    desk = Desk.create(tmp_path / "w.influcore", Host.load(HostOptions(no_plugins=True, cache_dir="")))
    with pytest.raises(Refused, match="core is in use"):
        would_purge(desk, "core")
    desk.close()


def test_a_check_of_a_stranger_runs_beside_those_of_the_core(host):
    class Good:
        @hookimpl
        def influcore_register_checks(self):
            return [Check(name="good.x", help="X.", run=lambda session, ids: [])]

    host.admit(Good(), "good")
    step = Step("good", "check good.x", lambda: ["found"])
    assert host.do([step], lambda step: ["left"]) == [["found"]]
