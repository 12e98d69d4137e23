"""Every hook is documented, and every hook is called."""

from __future__ import annotations

import inspect

import attrs
import numpy as np
import pytest

import influcore
from influcore import Audience, ReachAnswer, Ref, hookimpl
from influcore.hookspecs import SPECS
from influcore.host.kinds import KINDS, REGISTER_HOOKS


@attrs.frozen(kw_only=True)
class Form:
    """A form with one field."""

    campaign: str = influcore.opt("Which campaign.", ref="campaign", arg=True)


@attrs.frozen(kw_only=True)
class Choices:
    """Settings with one field."""

    loud: bool = influcore.opt("Whether to shout.", default=False)


def _plan(read, form):
    return influcore.Plan(lines=("x",))


COMMON = {"title": "Title", "help": "Help."}
OFFERS = {
    "metrics": influcore.Metric("cheers", "count", "sum"),
    "kpis": influcore.Kpi(name="noise", title="Title", unit="count", needs=("cheers",), formula=lambda q, c: q.cheers),
    "models": influcore.ForecastModel(name="guess", fit=len, draw=print, **COMMON),
    "connectors": influcore.Connector(name="some-list", gives=("posts",), sniff=print, read=print, **COMMON),
    "sinks": influcore.Sink(name="all.clicks", help="Help.", takes=dict, open=print),
    "panels": influcore.Panel(name="all.look", read=print, subject="campaign", params=Form, phase="run", **COMMON),
    "actions": influcore.Action(name="all.act", help="Help.", form=Form, plan=_plan, do=print, risk="confirm"),
    "checks": influcore.Check(name="all.check", help="Help.", run=print),
    "fields": influcore.Field(name="all.field", subject="campaign", type=int, read=print, **COMMON),
    "tables": influcore.Tables(migrations=(), tables=(influcore.TableSpec(name="all_clicks", kind="derived"),)),
    "routes": influcore.Route(name="all.go", path="{code}", help="Help.", answer=print),
    "screens": influcore.Screen(name="all.draw", widget="all:Draw", **COMMON),
    "settings": influcore.Settings(name="all", help="Help.", form=Choices),
}


class All:
    """A plugin that implements everything."""

    def __init__(self):
        self.heard = []

    @hookimpl
    def influcore_estimate_reach(self, parts):
        return ReachAnswer(people=parts[0].seen * parts[0].followers, low=1, high=9, basis="bounded")

    @hookimpl
    def influcore_after_change(self, action, changed):
        self.heard.append((action, changed))


def _offering(kinds):
    return lambda self: [OFFERS[kind] for kind in kinds]


for _hook in REGISTER_HOOKS:
    _function = _offering([kind.name for kind in KINDS.values() if kind.hook == _hook])
    _function.__name__ = _hook
    setattr(All, _hook, hookimpl(_function))


def parts():
    seen = np.array([0.1, 0.2, 0.3], dtype=np.float32)
    return (Audience(profile="p", label="@p", platform="instagram", followers=10, seen=seen),)


@pytest.fixture
def everything(host):
    plugin = All()
    host.admit(plugin, "all")
    assert host.failures == []
    return host, plugin


@pytest.mark.parametrize("spec", SPECS, ids=lambda spec: spec.__name__)
def test_a_spec_documents_every_argument_and_how_it_is_called(spec):
    text = inspect.getdoc(spec)
    assert text.splitlines()[0].endswith(".")
    for name in inspect.signature(spec).parameters:
        assert f":param {name}:" in text
    for label in ("Called: ", "Order: ", "Errors: ", "Since: ", ":returns: "):
        assert label in text


def test_every_hook_is_one_that_the_host_calls():
    called = {*REGISTER_HOOKS, "influcore_estimate_reach", "influcore_after_change"}
    assert {spec.__name__ for spec in SPECS} == called
    assert {hook for hook in called if hasattr(All, hook)} == called


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "tables"])
def test_what_a_register_hook_offers_is_had_by_kind_and_by_name(everything, kind):
    host, _ = everything
    offered = OFFERS[kind]
    assert getattr(host, kind)() == (offered,)
    assert getattr(host, KINDS[kind].one)(offered.name) is offered
    assert host.owner(kind, offered.name) == "all"


def test_tables_come_with_their_plugin(everything):
    assert everything[0].tables() == (("all", OFFERS["tables"]),)


@pytest.mark.parametrize("kind", KINDS)
def test_the_catalogue_lists_every_kind_in_words(everything, kind):
    (line,) = getattr(everything[0].catalogue, kind)
    assert (line.kind, line.plugin) == (kind, "all")
    for name in ("title", "help", "phase", "unit", "risk", "undo", "gives", "subject"):
        if hasattr(OFFERS[kind], name):
            assert getattr(line, name) == (getattr(OFFERS[kind], name) or "")


def test_the_catalogue_holds_forms(everything):
    catalogue = everything[0].catalogue
    for line in (*catalogue.actions, *catalogue.panels):
        assert [(param["name"], param["kind"], param["ref"]) for param in line.params] == [
            ("campaign", "ref", "campaign")
        ]


def test_a_plugin_is_summed_up(everything):
    host, _ = everything
    (info,) = host.plugins()
    assert info.contributions == dict.fromkeys(KINDS, 1)
    assert set(info.hooks) == {spec.__name__ for spec in SPECS}
    assert info.help == "A plugin that implements everything."
    assert info.load_ms > 0


def test_after_a_change_every_plugin_that_wants_hears_of_it(everything):
    host, plugin = everything
    changed = [Ref("campaign", "1", "Winter")]
    host.after_change(None, "campaign.edit", changed)
    assert plugin.heard == [("campaign.edit", tuple(changed))]


def test_an_estimate_of_reach_is_signed_by_its_plugin(everything):
    (answer,) = everything[0].estimate_reach(None, parts())
    assert answer.by == "all"
    assert answer.people.tolist() == pytest.approx([1, 2, 3])


def reach(**changes):
    good = {"people": np.ones(3, dtype=np.float32), "low": 1.0, "high": 2.0, "basis": "exact"}
    return lambda parts: ReachAnswer(**{**good, **changes})


def scale_in_place(parts):
    parts[0].seen[:] *= 2


def append(parts):
    parts.append(parts[0])


BAD_ANSWERS = {
    "nan": (reach(people=np.array([1, np.nan, 1])), "must be finite"),
    "shape": (reach(people=np.ones((3, 2))), "has the shape (3, 2)"),
    "short": (reach(people=np.ones(2)), "has the shape (2,)"),
    "text": (reach(people=np.array(["a", "b", "c"])), "not one number a world"),
    "negative": (reach(people=-np.ones(3)), "not negative"),
    "bounds": (reach(low=3.0, high=2.0), "low 3.0 and high 2.0 are no bounds"),
    "nan_bound": (reach(high=np.nan), "are no bounds"),
    "basis": (reach(basis="certain"), "basis 'certain'"),
    "type": (lambda parts: 12, "answered with a int"),
    "raises": (lambda parts: 1 / 0, "ZeroDivisionError"),
    "exits": (lambda parts: exit(1), "tried to end the program"),
    "scales": (scale_in_place, "read-only"),
    "appends": (append, "AttributeError"),
}


@pytest.mark.parametrize("name", BAD_ANSWERS)
def test_a_bad_estimate_is_dropped_and_the_others_count(everything, name):
    function, reason = BAD_ANSWERS[name]

    class Bad:
        @hookimpl
        def influcore_estimate_reach(self, read, parts):
            return function(parts)

    host, _ = everything
    host.admit(Bad(), "aaa")
    given = parts()
    for _ in range(2):
        assert [answer.by for answer in host.estimate_reach(None, given)] == ["all"]
    assert given[0].seen.tolist() == parts()[0].seen.tolist()
    assert [(f.plugin, f.stage) for f in host.failures] == [("aaa", "influcore_estimate_reach")]
    assert reason in host.failures[0].reason


def test_a_plugin_that_can_not_say_is_no_failure(host):
    class Silent:
        @hookimpl
        def influcore_estimate_reach(self):
            return None

    host.admit(Silent(), "silent")
    assert host.estimate_reach(None, parts()) == ()
    assert host.failures == []


def test_a_plugin_that_fails_to_hear_of_a_change_is_listed(everything):
    class Deaf:
        @hookimpl
        def influcore_after_change(self, changed):
            raise OSError("no ears")

    host, plugin = everything
    host.admit(Deaf(), "aaa")
    host.after_change(None, "campaign.edit", ())
    assert [(f.plugin, f.stage) for f in host.failures] == [("aaa", "influcore_after_change")]
    assert len(plugin.heard) == 1
