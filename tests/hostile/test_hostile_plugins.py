"""Plugins that break the contract in every way we know: each is named with its reason, and everything else works."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

from influcore.errors import PluginMisuse, Refused
from influcore.services.checks import LIMIT

ROOT = Path(__file__).parents[2]
# plugin: the stage at which it fails while it is read, and what is said of it
AT_ONCE = {
    "raises_at_import": ("load", "ValueError: boom"),
    "exits_at_import": ("load", "tried to end the program (exit code 3)"),
    "hangs_at_import": ("load", "did not answer within 0.4 s and was left behind"),
    "hangs_in_register": ("influcore_register_panels", "did not answer within 0.4 s and was left behind"),
    "misspells": ("load", "there is no hook influcore_register_chekcs; did you mean influcore_register_checks?"),
    "wrong_signature": ("load", "Argument(s) {'workspace'}"),
    "wrong_type": ("influcore_register_panels", "returned 'a panel' among its answers, not a Panel"),
    "shadow_route": ("influcore_register_routes", "route “shadow_route.go”: its path '/../links/{code}' must be names"),
}
LATER = {
    "broken_migration", "broken_panel", "broken_widget", "hangs_in_check", "hangs_in_write", "markup", "million",
    "mutates",
}  # fmt: skip


def said(host, plugin):
    return [(failure.stage, failure.reason) for failure in host.failures if failure.plugin == plugin]


def test_there_are_at_least_twelve_of_them(folder):
    names = {path.stem for path in folder.iterdir() if not path.name.startswith(("_", "."))}
    assert names == set(AT_ONCE) | LATER
    assert len(names) >= 12


@pytest.mark.parametrize("name", AT_ONCE)
def test_a_plugin_that_fails_while_it_is_read_is_named_with_its_reason(hostile_host, name):
    stage, reason = AT_ONCE[name]
    ((found, why),) = said(hostile_host, name)
    assert found == stage
    assert reason in why
    assert why.isprintable()


def test_those_that_fail_later_are_read(hostile_host):
    assert {plugin.name for plugin in hostile_host.plugins() if plugin.state == "ready"} >= LATER


def test_a_broken_migration_leaves_no_table_and_is_named(hostile_desk):
    assert ("migration", "RuntimeError: boom") in said(hostile_desk.host, "broken_migration")
    tables = {row["name"] for row in hostile_desk.session().rows("SELECT name FROM sqlite_master")}
    assert not any(name.startswith("broken_migration") for name in tables)


def test_checks_that_hang_find_a_million_or_change_their_arguments_cost_only_themselves(hostile_desk, demo):
    began = time.monotonic()
    found = hostile_desk.session().findings()
    assert time.monotonic() - began < 10
    mine = {check.name for check in hostile_desk.host.checks() if "." in check.name}
    by = {name: [f for f in found if f.check == name] for name in mine}
    assert "did not come to an end and was left behind" in by["hangs_in_check.for_ever"][0].message
    assert ("check hangs_in_check.for_ever", "did not answer within 0.4 s and was left behind") in said(
        hostile_desk.host, "hangs_in_check"
    )
    assert len(by["million.many"]) == LIMIT + 1
    assert "this check failed: AttributeError: 'tuple' object has no attribute 'append'" in by["mutates.ids"][0].message
    hostile = {*mine, "[@click"}
    ours = [f for f in found if f.check.partition(".")[0] not in {*AT_ONCE, *LATER} and f.check in hostile]
    assert ours == [f for f in demo.session().findings() if f.check in {f.check for f in ours}]


def test_what_hung_once_is_not_waited_for_again(hostile_desk):
    hostile_desk.session().findings()
    began = time.monotonic()
    hostile_desk.session().findings()
    assert time.monotonic() - began < 10
    assert len([why for stage, why in said(hostile_desk.host, "hangs_in_check") if stage.startswith("check")]) == 1


def test_no_plugin_changes_the_numbers_of_another(hostile_desk, demo):
    campaign = demo.session().value("SELECT slug FROM campaign ORDER BY id LIMIT 1")
    plain, hostile = (desk.session().outlook(campaign) for desk in (demo, hostile_desk))
    assert ("influcore_estimate_reach", "ValueError: assignment destination is read-only") in [
        (stage, why.partition(" (")[0]) for stage, why in said(hostile_desk.host, "mutates")
    ]
    assert hostile.reach == plain.reach
    for name in plain.kpis:
        assert hostile.total.figures.get(name) == plain.total.figures.get(name), name


def test_a_panel_that_raises_is_blamed_and_the_others_read(hostile_desk):
    with pytest.raises(RuntimeError, match="boom"):
        hostile_desk.content("broken_panel.now")
    assert hostile_desk.content("workspace.findings") is not None


def test_a_write_that_hangs_is_interrupted_and_wedges_nothing(hostile_desk):
    began = time.monotonic()
    plan = hostile_desk.prepare("hangs_in_write.do", hostile_desk.host.action("hangs_in_write.do").form())
    with pytest.raises(PluginMisuse, match=r"did not answer within 0\.4 s"):
        hostile_desk.perform("hangs_in_write.do", plan)
    assert time.monotonic() - began < 5
    assert hostile_desk.session().value("SELECT count(*) FROM advertiser WHERE slug = 'never'") == 0
    with hostile_desk.write("test") as write:
        write.note("the workspace can be written")
    time.sleep(0.2)
    assert hostile_desk.session().value("SELECT count(*) FROM advertiser WHERE slug = 'never'") == 0


def test_an_abandoned_transaction_refuses_whatever_comes_late(hostile_desk):
    from influcore import Advertiser

    with pytest.raises(KeyError), hostile_desk.write("test") as write:
        write.abandon()
        with pytest.raises(Refused, match="given up"):
            write.add(Advertiser(slug="late", name="Late"))
        raise KeyError
    with hostile_desk.write("test") as write:
        write.note("on a connection of its own again")


def test_markup_and_escapes_come_out_as_text(environment, demo_file, tmp_path):
    import shutil

    shutil.copy(demo_file, tmp_path / "demo.influcore")
    for words in (
        ["show", "markup.nasty"],
        ["plugins"],
        ["check"],
        ["markup", "--help"],
        ["show", "markup.nasty", "--json"],
    ):
        done = run("-w", str(tmp_path / "demo.influcore"), *words, env=environment)
        for text in (done.stdout, done.stderr):
            assert not any(c in text for c in "\x1b\x9b\x07\u202e"), words
        assert "Traceback" not in done.stderr
        assert "Jane" in done.stdout or words == ["plugins"]


def run(*words, env, timeout=60):
    return subprocess.run(
        [sys.executable, "-m", "influcore.cli", *words], env=env, capture_output=True, text=True, timeout=timeout,
        check=False,
    )  # fmt: skip


def test_the_program_ends_at_once_although_plugins_hang(environment):
    run("plugins", env=environment)
    began = time.monotonic()
    done = run("plugins", "--json", env=environment)
    assert done.returncode == 0
    assert time.monotonic() - began < 8
    assert "hangs_at_import" in done.stdout


def test_every_one_of_them_is_named_by_the_command_that_lists_plugins(environment):
    done = run("plugins", env=environment)
    assert "Left out" in done.stdout
    for name, (stage, _) in AT_ONCE.items():
        assert f"{name} ({stage}): " in done.stdout
    assert not any(line.startswith("Traceback") for line in done.stderr.splitlines())


@pytest.mark.slow
@pytest.mark.parametrize("suite", ["tests/core", "tests/services", "tests/workspace", "tests/entities"])
def test_the_suite_of_the_core_passes_with_all_of_them_installed(environment, suite):
    command = [sys.executable, "-m", "pytest", suite, "-n0", "-q", "-p", "no:cacheprovider", "-x"]
    done = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, timeout=900, check=False)
    assert done.returncode == 0, done.stdout[-3000:]
    assert " passed" in done.stdout
