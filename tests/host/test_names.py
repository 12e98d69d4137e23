"""Who may be called what."""

from __future__ import annotations

import pytest

from influcore import Action, Connector, Metric, Outcome, Panel, Plan, Tables, TableSpec, UnknownId, hookimpl
from influcore.errors import PluginMisuse
from influcore.host import live
from influcore.host.bring import bring
from influcore.host.found import CORE_WORDS

EMPTY = '"""Nothing."""'


def metrics(*names):
    class Plugin:
        @hookimpl
        def influcore_register_kpis(self):
            return [Metric(name, "count") for name in names]

    return Plugin()


def panels(*names):
    class Plugin:
        @hookimpl
        def influcore_register_panels(self):
            return [Panel(name=name, title="X", help="X.", read=print) for name in names]

    return Plugin()


@pytest.mark.parametrize("name", ["links", "forecast"])
def test_a_stranger_may_not_claim_the_name_of_a_plugin_in_the_tree(name, site, load):
    site.install(name, EMPTY)
    host = load(blocked=())
    refused, ours = sorted((p for p in host.plugins() if p.name == name), key=lambda p: p.source != "installed")
    assert refused.state == "failed"
    assert f"belongs to influcore itself; vendor-{name} 1.0 must choose another" in refused.failure
    assert ours.source == "tree"
    assert "name" not in ours.failure
    assert (name, "name") in {(f.plugin, f.stage) for f in host.failures}


@pytest.mark.parametrize("name", ["campaign", "plan", "core", "tui", "import"])
def test_a_stranger_may_not_claim_a_word_of_the_core(name, site, load):
    site.install(name, EMPTY)
    assert [f.stage for f in load().failures if f.plugin == name] == ["name"]


def test_a_stranger_may_not_claim_a_group_that_the_core_has_commands_in(site, load, monkeypatch):
    site.install("night_shift", EMPTY)
    core = panels("night_shift.look")
    monkeypatch.setattr(live, "bring", lambda plugin: core if plugin.name == "core" else bring(plugin))
    host = load()
    assert host.owner("panel", "night_shift.look") == "core"
    assert [(f.plugin, f.stage) for f in host.failures] == [("night_shift", "name")]


def test_every_word_of_the_command_line_is_reserved():
    from influcore.cli.root import FAMILIES, VERBS

    assert {*VERBS, *FAMILIES} <= CORE_WORDS


def test_two_names_that_are_one_command_are_one_name(host):
    host.admit(panels("look.far-off", "look.far_off"), "look")
    assert host.failures[0].reason == "panel “look.far_off” is taken by look, as one of its panels"


@pytest.mark.parametrize("name", ["Loud", "a-b", "1st", "é", "x" * 41, "a.b"])
def test_a_plugins_name_is_plain(name, site, load):
    site.metadata("vendor", f"{name} = stranger_odd")
    site.module("stranger_odd", EMPTY)
    assert [(f.plugin, f.stage) for f in load().failures if f.plugin == name] == [(name, "name")]


def test_of_two_strangers_with_one_name_neither_wins(site, load, tmp_path):
    mark = tmp_path / "ran"
    code = f"open({str(mark)!r}, 'w').close()"
    site.install("emv", code, module="one_emv", dist="one")
    site.install("emv", code, module="two_emv", dist="two")
    host = load()
    assert [p.state for p in host.plugins() if p.name == "emv"] == ["failed", "failed"]
    assert "claimed by one 1.0 and by two 1.0; neither is used" in host.failures[-1].reason
    assert not mark.exists()


def test_strict_raises_for_names_too(site, load):
    site.install("campaign", EMPTY)
    with pytest.raises(PluginMisuse, match="plugin “campaign” failed at name: "):
        load(strict=True)


def test_a_name_that_is_taken_is_refused_and_so_is_the_whole_answer(host):
    host.admit(metrics("likes", "shares"), "first")
    host.admit(metrics("cheers", "likes"), "second")
    assert [m.name for m in host.metrics()] == ["likes", "shares"]
    assert [(f.plugin, f.reason) for f in host.failures] == [
        ("second", "metric “likes” is taken by first, as one of its metrics")
    ]


def test_what_every_formula_is_given_can_not_be_offered_again(host):
    host.admit(metrics("followers"), "first")
    assert host.failures[0].reason == "metric “followers” is taken by core"


def test_panels_and_actions_share_the_command_line(host):
    class Both:
        @hookimpl
        def influcore_register_panels(self):
            return [Panel(name="both.x", title="X", help="X.", read=print)]

        @hookimpl
        def influcore_register_actions(self):
            from attrs import make_class

            form = make_class("Form", {}, frozen=True)
            plan, do = lambda read, form: Plan(lines=()), lambda write, plan: Outcome(message="")
            return [Action(name="both.x", help="X.", form=form, plan=plan, do=do)]

    host.admit(Both(), "both")
    assert [f.stage for f in host.failures] == ["influcore_register_actions"]
    assert "action “both.x” is taken by both, as one of its panels" in host.failures[0].reason


@pytest.mark.parametrize("name", ["emv_fr", "hypeauditor-top", "a.b"])
def test_names_of_connectors_and_quantities_are_free(host, name):
    class Free:
        @hookimpl
        def influcore_register_connectors(self):
            return [Connector(name=name, title="T", help="H.", gives=("posts",), sniff=print, read=print)]

    host.admit(Free(), "free")
    host.admit(metrics(name), "freer")
    assert host.failures == []
    assert host.connector(name).title == "T"
    assert host.metric(name).unit == "count"


@pytest.mark.parametrize("name", ["", "x", "links.", ".x", "links x.y", "other.x", "Links.x", "links..x", "links.é"])
def test_a_panels_name_begins_with_its_plugins_and_is_plain(host, name):
    host.admit(panels(name), "links")
    assert [f.stage for f in host.failures] == ["influcore_register_panels"]


def test_a_plugins_tables_begin_with_its_name(host):
    class Tabled:
        def __init__(self, name):
            self.name = name

        @hookimpl
        def influcore_register_tables(self):
            return [Tables(migrations=(), tables=(TableSpec(name=self.name, kind="derived"),))]

    host.admit(Tabled("good_x"), "good")
    host.admit(Tabled("campaign"), "bad")
    assert [name for name, _ in host.tables()] == ["good"]
    assert host.failures[0].reason == "table “campaign” must be named bad_…"
    assert host.owner("table", "good_x") == "good"


def test_an_unknown_name_names_the_nearest(host):
    host.admit(panels("links.register"), "links")
    with pytest.raises(UnknownId) as caught:
        host.panel("links.registre")
    assert caught.value.message == "no panel “links.registre”"
    assert "did you mean links.register?" in caught.value.hint


def test_an_unknown_name_says_that_its_plugin_is_blocked(load):
    with pytest.raises(UnknownId) as caught:
        load(blocked=("links",)).panel("links.register")
    assert "the plugin “links” is blocked" in caught.value.hint


def test_the_owner_of_a_thing_is_its_plugin(host):
    host.admit(panels("links.register"), "links")
    assert host.owner("panel", "links.register") == host.owner("panels", "links.register") == "links"
    with pytest.raises(UnknownId):
        host.owner("action", "links.register")


def test_a_thing_that_has_gone_is_the_plugins_fault(site, load, monkeypatch):
    site.install(
        "fickle",
        "import os\nfrom influcore import Check, hookimpl\n@hookimpl\ndef influcore_register_checks():\n"
        "    return [Check(name='fickle.' + os.environ['FICKLE'], help='X.', run=print)]",
    )
    monkeypatch.setenv("FICKLE", "one")
    load()
    monkeypatch.setenv("FICKLE", "two")
    with pytest.raises(PluginMisuse) as caught:
        load().check("fickle.one")
    assert caught.value.message == "plugin “fickle” does not give its check “fickle.one”"
