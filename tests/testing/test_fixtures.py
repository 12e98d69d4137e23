"""What the kit gives to the tests of a plugin, and that it costs nothing to load."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys

import pytest

from influcore import Campaign, Deliverable, Influencer, Observation
from influcore.testing import Clock, host_with, screen

pytest_plugins = ["pytester"]
HEAVY = {"numpy", "textual", "sqlite_utils", "babel", "cattrs", "attrs", "hypothesis", "influcore.host"}


def test_loading_the_kit_imports_nothing_heavy():
    code = "import sys, influcore.testing; print(*sys.modules, sep='\\n')"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert HEAVY & set(loaded) == set()


def test_the_kit_is_loaded_by_those_who_name_it_only():
    from importlib.metadata import entry_points

    assert [e.value for e in entry_points(group="pytest11") if e.value.startswith("influcore")] == []


def test_the_clock_stands_until_it_is_moved():
    clock = Clock()
    assert clock() == clock() == dt.datetime(2026, 6, 10, 12, 0, tzinfo=dt.UTC)
    clock.move(days=2, hours=-1)
    assert clock() == dt.datetime(2026, 6, 12, 11, 0, tzinfo=dt.UTC)
    with pytest.raises(ValueError, match="no time zone"):
        clock.set(dt.datetime(2026, 6, 12))


def test_the_clock_of_a_desk_is_the_one_that_a_test_moves(workspace, clock):
    desk = workspace()
    clock.move(days=30)
    assert desk.session().today == dt.date(2026, 7, 10)


def test_settings_and_keys_are_kept_away_from_the_users(influcore_home):
    for use in ("CACHE", "CONFIG", "DATA"):
        assert os.environ[f"INFLUCORE_{use}_DIR"].startswith(str(influcore_home))


def test_a_workspace_has_the_plugins_that_were_chosen(workspace):
    assert {a.plugin for a in workspace("links").host.catalogue.actions} == {"core", "links"}
    assert {a.plugin for a in workspace().host.catalogue.actions} == {"core"}


def test_two_workspaces_of_a_test_know_nothing_of_each_other(workspace, campaign_factory):
    one, other = workspace(), workspace()
    campaign_factory(one)
    assert other.session().list(Campaign) == ()
    assert one.workspace.path != other.workspace.path


def test_a_plugin_that_is_not_installed_is_named_with_those_that_are():
    with pytest.raises(pytest.fail.Exception, match="no plugin “acme” is installed here .*contracts"):
        host_with("acme")


def test_a_campaign_has_what_was_asked_for(workspace, campaign_factory):
    planted = campaign_factory(workspace(), creators=3, pieces=2, posts=5)
    read = planted.desk.session()
    assert (len(read.list(Influencer)), len(read.list(Deliverable)), len(read.list(Observation))) == (3, 6, 15)
    assert planted.deliverables[0].is_overdue(read.now)
    assert not planted.deliverables[1].is_overdue(read.now)


def test_two_campaigns_stand_beside_each_other(workspace, campaign_factory):
    desk = workspace()
    campaign_factory(desk)
    campaign_factory(desk, name="Autumn")
    assert [c.slug for c in desk.session().list(Campaign)] == ["summer", "autumn"]


def test_a_campaign_of_the_kit_can_be_forecast(workspace, campaign_factory):
    planted = campaign_factory(workspace("forecast"), posts=20)
    assert planted.desk.session().outlook("summer").total.figures["likes"].estimate is not None


def test_the_screen_can_be_read_as_text(workspace, campaign_factory, captured_tui):
    planted = campaign_factory(workspace())
    shown = captured_tui(planted.desk, "summer", size=(100, 30))
    assert "Summer" in shown
    assert len(shown.splitlines()) == 30
    assert max(len(line) for line in shown.splitlines()) <= 100


def test_where_there_is_no_screen_the_reason_is_said(monkeypatch):
    monkeypatch.setattr(screen, "APPLICATION", "influcore_no_such_application")
    assert "influcore_no_such_application is not installed" in screen.missing()


def test_a_stranger_writes_a_contract_in_three_lines(pytester):
    pytester.makeconftest('pytest_plugins = ["influcore.testing"]')
    pytester.makepyfile(
        talk="""
        from influcore import Kpi

        TALK = Kpi(name="talk", title="Talk", unit="share", needs=("comments", "likes"), text="comments ÷ likes",
                   formula=lambda q, context: q.comments / q.likes, source="us, 2026")
        """,
        test_talk="""
        from influcore.testing import KpiContract
        from talk import TALK


        class TestTalk(KpiContract):
            kpi = TALK
        """,
    )
    done = pytester.runpytest_subprocess("-p", "no:cacheprovider", "-p", "no:xdist")
    done.assert_outcomes(passed=5, failed=1)
    done.stdout.fnmatch_lines(
        ["*test_zero_is_not_a_catastrophe?talk?*", "talk does not bear a zero:", "*talk.py:4: formula=lambda*"]
    )
