"""Where settings come from, who wins, and who may say what; and secrets, which nobody is shown."""

from __future__ import annotations

import os
import stat
import sys
import types

import attrs
import pytest

from influcore import Money, Secret, Settings, hookimpl, opt
from influcore.errors import InflucoreError, InvalidInput, PluginMisuse, Refused, UnknownId
from influcore.host import Host, HostOptions, vault
from influcore.host.settings_file import put, read_document, take_out, write_document
from influcore.services import settings as service
from influcore.services.settings_schema import schema

TOKEN = "s3cr3t-t0ken"


def _not_evil(_, attribute, value):
    if "evil" in value:
        raise ValueError(f"{attribute.name} “{value}” is refused")


@attrs.frozen(kw_only=True)
class Choices:
    """What the vendor's plugin lets its users set."""

    days: int = opt("How many days.", default=30)
    on: bool = opt("Whether at all.", default=True)
    fee: Money | None = opt("What it costs.", default=None)
    words: tuple[str, ...] = opt("Some words.", default=())
    table: dict[str, int] = attrs.field(factory=dict, metadata={"help": "Numbers by name."})
    url: str = opt("Where secrets are sent.", default="https://vendor.example")
    token: Secret = opt("What the vendor gave you.", default=Secret(""), validator=_not_evil)


class Vendor:
    """A vendor's plugin."""

    @hookimpl
    def influcore_register_settings(self):
        return [Settings(name="vendor", help="The vendor.", form=Choices, personal=("url",))]


@pytest.fixture
def vendor():
    """Make a host with the vendor's plugin, and flags."""

    def make(*given):
        host = Host(options=HostOptions(given=given))
        host.admit(Vendor(), "vendor")
        assert host.failures == []
        return host

    return make


@pytest.fixture
def project(tmp_path):
    path = tmp_path / "influcore.toml"
    return lambda text: (path.write_text(text), str(path))[1]


def test_the_strongest_origin_wins_and_tables_are_laid_over_each_other(vendor, settings, project, monkeypatch):
    settings("[vendor]\ndays = 1\nwords = ['user']\non = false\ntable = {a = 1, b = 1}")
    place = project("[vendor]\ndays = 2\nwords = ['project']\ntable = {b = 2, c = 2}")
    monkeypatch.setenv("INFLUCORE_SET_VENDOR__DAYS", "3")
    monkeypatch.setenv("INFLUCORE_SET_VENDOR__TABLE__C", "3")
    host = vendor("vendor.days=4", "vendor.fee=12 EUR")
    assert host.settings_for(Choices, "vendor", place) == Choices(
        days=4, on=False, fee=Money(1200, "EUR"), words=("project",), table={"a": 1, "b": 2, "c": 3}
    )
    listed = {s.key: (s.text, s.origin) for s in service.settings(host, place, host.section("vendor"))}
    assert listed == {
        "vendor.days": ("4", "flag"), "vendor.on": ("no", "user"), "vendor.fee": ("12.00 EUR", "flag"),
        "vendor.words": ("project", "project"), "vendor.table": ("{a = 1, b = 2, c = 3}", "environment"),
        "vendor.url": ("https://vendor.example", "default"), "vendor.token": ("not set", "default"),
    }  # fmt: skip


def test_all_that_is_wrong_is_named_at_once_with_where_it_comes_from(vendor, settings, project, monkeypatch):
    file = settings("[vendor]\nday = 1\non = 1")
    place = project("[vendor]\nwords = 'x'")
    monkeypatch.setenv("INFLUCORE_SET_VENDOR__FEE", "12 XXY")
    with pytest.raises(InvalidInput) as caught:
        vendor("vendor.days=soon").settings_for(Choices, "vendor", place)
    told = dict(caught.value.problems)
    assert told["vendor.day"] == f"no such setting; did you mean days? ({file})"
    assert told["vendor.on"] == f"must be true or false, not 1 ({file})"
    assert told["vendor.words"] == f"must be a list, not 'x' ({place})"
    assert told["vendor.fee"].endswith("(INFLUCORE_SET_VENDOR__FEE)")
    assert told["vendor.days"] == "“soon” is no whole number; write it as 12000 (--set vendor.days)"


def test_a_project_may_not_say_what_is_personal_secret_or_loaded(vendor, project):
    host = vendor()
    place = project("[vendor]\nurl = 'https://elsewhere.example'\ntoken = 'x'\n[plugins]\ndirs = ['/tmp']")
    with pytest.raises(InvalidInput) as caught:
        host.settings_for(Choices, "vendor", place)
    told = dict(caught.value.problems)
    assert told["vendor.url"] == "may not be set by a project's file, only by its user"
    assert told["vendor.token"].startswith("is a secret and may not stand in this file")
    assert any(key == "plugins" for key, _ in service.problems(host, place))
    from influcore.host.settings import plugins_settings

    assert plugins_settings(host.origins(place)).dirs == ()


@pytest.mark.parametrize(("flag", "near"), [("vendr.days=1", "vendor"), ("vendor.dayz=1", "days")])
def test_a_flag_or_variable_that_names_nothing_is_refused_with_the_nearest(vendor, monkeypatch, flag, near):
    with pytest.raises(InvalidInput, match=f"did you mean {near}"):
        service.check_given(vendor(flag))
    monkeypatch.setenv("INFLUCORE_SET_" + flag.partition("=")[0].replace(".", "__").upper(), "1")
    with pytest.raises(InvalidInput, match=f"did you mean {near}"):
        service.check_given(vendor())


@pytest.mark.parametrize("flag", ["vendor.days", "days=1", ".=1", "=1"])
def test_a_flag_of_another_form_is_refused(vendor, flag):
    with pytest.raises(InvalidInput):
        service.check_given(vendor(flag))


def test_unknown_sections_and_keys_are_errors_with_the_nearest(vendor, settings):
    settings("[vendro]\nx = 1\n[vendor]\ndayz = 1")
    told = dict(service.problems(vendor(), None))
    assert "no plugin has this section; did you mean vendor?" in told["vendro"]
    assert "did you mean days?" in told["vendor.dayz"]
    with pytest.raises(UnknownId) as caught:
        service.find(vendor(), "vendor.dayz")
    assert "vendor.days" in caught.value.hint


def test_setting_keeps_comments_and_unsetting_takes_only_what_it_should(vendor, settings):
    file = settings("# mine\n[vendor]  # the vendor\ndays = 7 # a week\non = false\n")
    host = vendor()
    service.change(host, "vendor.days", "8", str(file))
    service.change(host, "vendor.table.a", "1", str(file))
    assert (
        file.read_text() == "# mine\n[vendor]  # the vendor\ndays = 8 # a week\non = false\n\n[vendor.table]\na = 1\n"
    )
    assert host.settings_for(Choices, "vendor").table == {"a": 1}
    assert service.remove(host, "vendor.table.a", str(file))
    assert service.remove(host, "vendor.on", str(file))
    assert not service.remove(host, "vendor.on", str(file))
    assert "# a week" in file.read_text()
    assert "table" not in file.read_text()


@pytest.mark.parametrize(("key", "text"), [("vendor.days", "soon"), ("vendor.fee", "1 XXY"), ("vendor.table", "1")])
def test_a_value_that_does_not_fit_is_refused_and_nothing_written(vendor, settings, key, text):
    file = settings("[vendor]\ndays = 7\n")
    with pytest.raises(InvalidInput, match=key):
        service.change(vendor(), key, text, str(file))
    assert file.read_text() == "[vendor]\ndays = 7\n"


def test_a_file_with_another_mistake_can_still_be_mended(vendor, settings):
    file = settings("[vendor]\ndayz = 7\n")
    host = vendor()
    service.change(host, "vendor.days", "7", str(file))
    assert service.remove(host, "vendor.dayz", str(file))
    assert service.problems(host, None) == []


def test_what_is_personal_is_not_written_into_a_project(vendor, project):
    with pytest.raises(Refused, match="only by its user"):
        service.change(vendor(), "vendor.url", "x", project(""), is_project=True)
    with pytest.raises(Refused):
        service.change(vendor(), "plugins.dirs", "/x", project(""), is_project=True)


def test_a_settings_file_is_private_and_replaced_whole(tmp_path):
    file = tmp_path / "new" / "settings.toml"
    document = read_document(str(file))
    put(document, ("a", "b", "c"), 1)
    write_document(str(file), document)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert take_out(document, ("a", "b", "c"))
    assert document.unwrap() == {}
    assert os.listdir(file.parent) == ["settings.toml"]


def test_a_secret_is_given_to_its_own_plugin_and_shown_to_nobody(vendor, settings, tmp_path):
    host = vendor()
    section, path, _ = service.find(host, "vendor.token")
    assert service.keep_secret(section, path, TOKEN) == "file"
    kept = tmp_path / "data" / "secrets" / "vendor.token"
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    mine = host.settings_for(Choices, "vendor")
    assert mine.token == TOKEN
    assert TOKEN not in repr(mine)
    (shown,) = (s for s in service.settings(host, None, section) if s.is_secret)
    assert (shown.value, shown.text, shown.origin) == ("set", "set", "user")
    assert "token" not in str(schema(host)["properties"]["vendor"])
    assert service.remove(host, "vendor.token", str(settings("")))
    assert host.settings_for(Choices, "vendor").token == ""


def test_another_class_with_the_same_secret_gets_nothing(vendor):
    stranger = attrs.make_class("Stranger", {"token": attrs.field(default="", type=Secret)}, frozen=True)
    vault.keep("vendor", "token", TOKEN)
    with pytest.raises(PluginMisuse, match="is not the class that “vendor” registered"):
        vendor().settings_for(stranger, "vendor")


def test_a_secret_never_comes_from_a_flag_but_may_from_the_environment(vendor, monkeypatch):
    with pytest.raises(InvalidInput, match="may not stand on the command line"):
        vendor(f"vendor.token={TOKEN}").settings_for(Choices, "vendor")
    monkeypatch.setenv("INFLUCORE_SET_VENDOR__TOKEN", TOKEN)
    host = vendor()
    assert host.settings_for(Choices, "vendor").token == TOKEN
    (shown,) = (s for s in service.settings(host, None, host.section("vendor")) if s.is_secret)
    assert (shown.value, shown.origin) == ("set", "environment")


def test_a_secret_does_not_show_in_complaints_nor_in_failures(vendor):
    vault.keep("vendor", "token", f"evil-{TOKEN}")
    host = vendor()
    with pytest.raises(InvalidInput) as caught:
        host.settings_for(Choices, "vendor")
    assert TOKEN not in caught.value.message
    assert "•••" in caught.value.message
    failure = host.blame("vendor", "panel", ValueError(f"401 for evil-{TOKEN}"))
    assert failure.reason == "ValueError: 401 for •••"


def test_a_secret_that_others_can_read_is_refused(vendor, tmp_path):
    vault.keep("vendor", "token", TOKEN)
    (tmp_path / "data" / "secrets" / "vendor.token").chmod(0o644)
    with pytest.raises(InflucoreError, match="others can read"):
        vendor().settings_for(Choices, "vendor")


class Ring:
    """A keyring in memory."""

    priority = 5

    def __init__(self):
        self.held = {}

    def module(self):
        ring = types.ModuleType("keyring")
        ring.__spec__ = types.SimpleNamespace(name="keyring")
        ring.get_keyring = lambda: self
        ring.set_password = lambda service, name, text: self.held.__setitem__((service, name), text)
        ring.get_password = lambda service, name: self.held.get((service, name))
        ring.delete_password = lambda service, name: self.held.pop((service, name))
        return ring


def test_a_keyring_is_used_where_there_is_one(vendor, monkeypatch, tmp_path):
    ring = Ring()
    monkeypatch.setitem(sys.modules, "keyring", ring.module())
    assert vault.keep("vendor", "token", TOKEN) == "keyring"
    assert vendor().settings_for(Choices, "vendor").token == TOKEN
    assert not (tmp_path / "data" / "secrets" / "vendor.token").exists()
    monkeypatch.setattr(vault, "_keyring", lambda: None)
    with pytest.raises(InflucoreError, match="keyring that holds vendor.token is not there"):
        vault.secret("vendor", "token")
    monkeypatch.undo()


def test_a_keyring_that_fails_leaves_it_to_a_file(monkeypatch):
    ring = Ring().module()
    ring.set_password = lambda *_: (_ for _ in ()).throw(RuntimeError("locked"))
    monkeypatch.setitem(sys.modules, "keyring", ring)
    assert vault.keep("vendor", "token", TOKEN) == "file"
    assert vault.secret("vendor", "token") == TOKEN


def test_the_schema_describes_every_section(vendor):
    found = schema(vendor())["properties"]["vendor"]
    assert found["additionalProperties"] is False
    assert found["properties"]["days"] == {"type": "integer", "description": "How many days.", "default": 30}
    assert found["properties"]["table"]["additionalProperties"] == {"type": "integer"}


@pytest.mark.parametrize(
    ("offered", "reason"),
    [
        (lambda: Settings(name="other", help="X.", form=Choices), "must be named bad"),
        (lambda: Settings(name="bad", help="X.", form=dict), "is no attrs class"),
        (lambda: Settings(name="bad", help="X.", form=attrs.make_class("A", ["x"])), "need a default for x"),
        (lambda: Settings(name="bad", help="X.", form=attrs.make_class("A", {"x": attrs.field(default=1)})), "a help"),
        (lambda: Settings(name="bad", help="X.", form=Choices, personal=("nothing",)), "personal names nothing"),
    ],
)
def test_a_section_that_can_not_be_is_refused_when_it_is_registered(host, offered, reason):
    class Bad:
        @hookimpl
        def influcore_register_settings(self):
            return [offered()]

    host.admit(Bad(), "bad")
    assert reason in host.failures[0].reason
