"""One bad plugin is named with its reason; everything else works."""

from __future__ import annotations

import sys

import pytest

from influcore import Check, Kpi, Panel, hookimpl
from influcore.errors import PluginMisuse
from influcore.host import HostOptions

GOOD = """
from influcore import Check, hookimpl

@hookimpl
def influcore_register_checks():
    return [Check(name="good.hello", help="Says hello.", run=lambda session, ids: [])]
"""
HEAD = "from influcore import Check, Kpi, Metric, Panel, hookimpl\n"
HOSTILE = {
    "raises_at_import": ("load", "ValueError: boom (at ", "raise ValueError('boom')"),
    "exits_at_import": ("load", "tried to end the program (exit code 3)", "import sys; sys.exit(3)"),
    "no_syntax": ("load", "SyntaxError", "def (:"),
    "no_module": ("load", "ModuleNotFoundError: No module named 'surely_not_there'", "import surely_not_there"),
    "exits_in_a_hook": (
        "influcore_register_checks",
        "tried to end the program",
        "@hookimpl\ndef influcore_register_checks(): raise SystemExit",
    ),
    "raises_in_a_hook": (
        "influcore_register_checks",
        "RuntimeError: boom",
        "@hookimpl\ndef influcore_register_checks(): raise RuntimeError('boom')",
    ),
    "misspells": (
        "load",
        "there is no hook influcore_register_chekcs; did you mean influcore_register_checks?",
        "@hookimpl\ndef influcore_register_chekcs(): return []",
    ),
    "forgets_the_mark": (
        "load",
        "influcore_register_checks lacks @hookimpl",
        "def influcore_register_checks(): return []",
    ),
    "wrong_signature": (
        "load",
        "'influcore_register_checks': Argument(s) {'workspace'} are declared in the hookimpl",
        "@hookimpl\ndef influcore_register_checks(workspace): return []",
    ),
    "wraps": (
        "load",
        "is a hook wrapper",
        "@hookimpl(wrapper=True)\ndef influcore_register_checks(): return (yield)",
    ),
    "returns_none": (
        "influcore_register_checks",
        "returned None, not a sequence of Check",
        "@hookimpl\ndef influcore_register_checks(): pass",
    ),
    "returns_a_generator": (
        "influcore_register_checks",
        "returned a generator, not a sequence",
        "@hookimpl\ndef influcore_register_checks(): yield 1",
    ),
    "returns_a_coroutine": (
        "influcore_register_checks",
        "returned a coroutine",
        "@hookimpl\nasync def influcore_register_checks(): return []",
    ),
    "returns_text": (
        "influcore_register_checks",
        "returned 'checks', not a sequence",
        "@hookimpl\ndef influcore_register_checks(): return 'checks'",
    ),
    "returns_the_wrong_thing": (
        "influcore_register_checks",
        "returned a Metric among its answers, not a Check",
        "@hookimpl\ndef influcore_register_checks(): return [Metric('x', 'count')]",
    ),
    "bad_field": (
        "influcore_register_checks",
        "check “bad_field.x”: run is 'later'",
        "@hookimpl\ndef influcore_register_checks(): return [Check(name='bad_field.x', help='X.', run='later')]",
    ),
    "bad_unit": (
        "influcore_register_kpis",
        "metric “cheers”: unit is 'decibel'",
        "@hookimpl\ndef influcore_register_kpis(): return [Metric('cheers', 'decibel')]",
    ),
    "escape_in_name": (
        "influcore_register_checks",
        r"'escape_in_name.\x1b[31mred' is no name for a check",
        "@hookimpl\ndef influcore_register_checks():\n"
        "    return [Check(name='escape_in_name.\\x1b[31mred', help='X.', run=print)]",
    ),
    "other_group": (
        "influcore_register_checks",
        "check “campaign.mine” must be named other_group.…",
        "@hookimpl\ndef influcore_register_checks(): return [Check(name='campaign.mine', help='X.', run=print)]",
    ),
    "twice": (
        "influcore_register_checks",
        "check “twice.x” is taken by twice",
        "@hookimpl\ndef influcore_register_checks():\n    return [Check(name='twice.x', help='X.', run=print)] * 2",
    ),
    "newer_api": (
        "api",
        "asks for version 99 of the plugin API",
        "influcore_api_version = 99\nraise ValueError('must not run')",
    ),
    "computed_newer_api": ("load", "asks for version 98 of the plugin API", "influcore_api_version = 49 * 2"),
    "no_api": ("load", "influcore_api_version must be a whole number, not '1'", "influcore_api_version = '1'"),
    "broken_settings": (
        "influcore_register_kpis",
        "its settings S need a default for rate",
        "import attrs\n@attrs.frozen\nclass S:\n    rate: int\n@hookimpl\ndef influcore_register_kpis():\n"
        "    return [Kpi(name='k', title='K', unit='count', needs=(), formula=lambda q, c: 1, settings=S)]",
    ),
    "broken_form": (
        "influcore_register_panels",
        "is no type of a form field",
        "import attrs\nfrom influcore import opt\n@attrs.frozen\nclass F:\n    x: complex = opt('X.')\n@hookimpl\n"
        "def influcore_register_panels():\n"
        "    return [Panel(name='broken_form.x', title='X', help='X.', read=print, params=F)]",
    ),
    "form_is_no_class_of_ours": (
        "influcore_register_panels",
        "its form dict is no attrs class",
        "@hookimpl\ndef influcore_register_panels():\n"
        "    return [Panel(name='form_is_no_class_of_ours.x', title='X', help='X.', read=print, params=dict)]",
    ),
    "message_that_raises": (
        "load",
        "Nasty: its message can not be read",
        "class Nasty(Exception):\n    def __str__(self): raise ValueError\nraise Nasty",
    ),
    "loud_message": ("load", "ValueError: two lines [31mred", "raise ValueError('two\\nlines \\x1b[31mred')"),
    "base_exception": ("load", "Stop", "class Stop(BaseException): pass\nraise Stop('x')"),
    "endless": ("load", "RecursionError", "def f(): f()\nf()"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_bad_plugin_is_named_and_the_rest_works(name, site, load):
    stage, reason, code = HOSTILE[name]
    before = load(fresh=True)
    site.install(name, HEAD + code)
    site.install("good", GOOD)
    host = load()
    failures = [f for f in host.failures if f.plugin == name]
    assert [f.stage for f in failures] == [stage]
    assert reason in failures[0].reason
    assert failures[0].reason.isprintable()
    assert {f for f in host.failures if f.plugin != name} == set(before.failures)
    assert host.check("good.hello").help == "Says hello."
    assert {line.name for line in host.catalogue} == {line.name for line in before.catalogue} | {"good.hello"}


def test_all_bad_plugins_at_once_harm_nobody(site, load):
    before = load(fresh=True, blocked=())
    for name, (_, _, code) in HOSTILE.items():
        site.install(name, HEAD + code)
    site.install("good", GOOD)
    host = load(blocked=())
    assert {f.plugin for f in host.failures} - {f.plugin for f in before.failures} == set(HOSTILE)
    assert {line.name for line in host.catalogue} == {line.name for line in before.catalogue} | {"good.hello"}
    again = load(blocked=())
    assert again.failures == host.failures
    assert [p.state for p in again.plugins() if p.name in HOSTILE] == [
        p.state for p in host.plugins() if p.name in HOSTILE
    ]


def test_a_plugin_that_asks_for_a_newer_api_is_refused_before_any_of_it_runs(site, load, tmp_path):
    mark = tmp_path / "ran"
    site.install("future", f"influcore_api_version: int = 2\nopen({str(mark)!r}, 'w').close()")
    assert [(f.plugin, f.stage) for f in load().failures if f.plugin == "future"] == [("future", "api")]
    assert not mark.exists()


def test_the_api_of_a_package_above_counts_too(site, load):
    package = site.path / "bigcorp" / "influ"
    package.mkdir(parents=True)
    (site.path / "bigcorp" / "__init__.py").write_text("INFLUCORE_API = 7\nraise ValueError('must not run')")
    (package / "__init__.py").write_text("")
    site.metadata("bigcorp", "big = bigcorp.influ")
    assert [(f.plugin, f.stage) for f in load().failures if f.plugin == "big"] == [("big", "api")]


def test_this_api_may_be_asked_for(site, load):
    site.install("good", "influcore_api_version = 1\n" + GOOD)
    info = next(p for p in load().plugins() if p.name == "good")
    assert (info.state, info.api) == ("ready", 1)


def test_a_failed_import_leaves_no_hook_behind(host):
    class Half:
        @hookimpl
        def influcore_register_checks(self):
            return [Check(name="half.x", help="X.", run=print)]

        @hookimpl
        def influcore_register_nothing(self):
            return []

    host.admit(Half(), "half")
    assert host.checks() == ()
    assert [f.stage for f in host.failures] == ["load"]


def test_one_broken_hook_does_not_cost_a_plugin_its_other_hooks(host):
    class Partly:
        @hookimpl
        def influcore_register_checks(self):
            return [Check(name="partly.x", help="X.", run=print)]

        @hookimpl
        def influcore_register_panels(self):
            raise RuntimeError("boom")

    info = host.admit(Partly(), "partly")
    assert [check.name for check in host.checks()] == ["partly.x"]
    assert info.state == "partly"
    assert info.failure == "influcore_register_panels: " + host.failures[0].reason


def test_one_broken_plugin_does_not_silence_the_rest(host):
    class Loud:
        @hookimpl
        def influcore_register_kpis(self):
            return [
                Kpi(name="loudness", title="Loudness", unit="count", needs=("likes",), formula=lambda q, c: q.likes)
            ]

    class Broken:
        @hookimpl
        def influcore_register_kpis(self):
            raise RuntimeError("boom")

    host.admit(Broken(), "broken")
    host.admit(Loud(), "loud")
    assert [kpi.name for kpi in host.kpis()] == ["loudness"]
    assert [(f.plugin, f.stage) for f in host.failures] == [("broken", "influcore_register_kpis")]


def test_ctrl_c_is_not_the_plugins_to_keep(host):
    class Slow:
        @hookimpl
        def influcore_register_checks(self):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        host.admit(Slow(), "slow")


def test_strict_raises_the_first_failure_with_its_cause(site, load):
    site.install("aaa", "raise ValueError('boom')")
    with pytest.raises(PluginMisuse, match="plugin “aaa” failed at load: ValueError: boom") as caught:
        load(strict=True)
    assert isinstance(caught.value.__cause__, ValueError)


def test_strict_does_not_trust_a_manifest(site, load):
    site.install("aaa", "raise ValueError('boom')")
    load()
    sys.modules.pop("stranger_aaa", None)
    with pytest.raises(PluginMisuse):
        load(strict=True)


def test_a_late_failure_is_listed_once(host):
    for _ in range(3):
        failure = host.blame("links", "panel links.register", ValueError("boom"))
    assert host.failures == [failure]
    assert failure.reason == "ValueError: boom"


def test_a_late_failure_is_raised_if_strict():
    from influcore.host import Host

    with pytest.raises(PluginMisuse):
        Host(options=HostOptions(strict=True)).blame("links", "panel", ValueError("boom"))


def test_an_expected_fault_of_a_plugin_is_shown_in_its_own_words(host):
    from influcore import BadFile

    class Careful:
        @hookimpl
        def influcore_register_checks(self):
            raise BadFile("the rate card is damaged", hint="restore it")

    host.admit(Careful(), "careful")
    assert host.failures[0].reason == "the rate card is damaged (restore it)"


def test_an_answer_is_asked_for_once(host):
    calls = []

    class Counted:
        @hookimpl
        def influcore_register_panels(self):
            calls.append(1)
            return [Panel(name="counted.x", title="X", help="X.", read=print)]

    host.admit(Counted(), "counted")
    assert host.panels() == host.panels() == (host.panel("counted.x"),)
    assert calls == [1]
