"""``settings`` from the command line: as whole processes, for it is about flags, variables and files."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

VENDOR = '''
"""A vendor with a secret."""
import attrs
from influcore import Secret, Settings, hookimpl, opt

@attrs.frozen(kw_only=True)
class Choices:
    days: int = opt("How many days.", default=30)
    token: Secret = opt("What the vendor gave you.", default=Secret(""))

@hookimpl
def influcore_register_settings():
    return [Settings(name="vendor", help="The vendor.", form=Choices)]
'''
TOKEN = "s3cr3t-t0ken"


@pytest.fixture
def settings(tmp_path: Path):
    """Run ``influcore settings …`` in an empty folder with one plugin and folders of its own."""
    (tmp_path / "plugins").mkdir()
    (tmp_path / "plugins" / "vendor.py").write_text(VENDOR)
    own = {f"INFLUCORE_{use}_DIR": str(tmp_path / use.lower()) for use in ("CACHE", "CONFIG", "DATA")}
    env = {**os.environ, **own, "INFLUCORE_PLUGINS_DIR": str(tmp_path / "plugins"), "PYTHONDONTWRITEBYTECODE": "1"}

    def run(*words: str, before: tuple[str, ...] = (), stdin: str = "", **more: str):
        command = [sys.executable, "-m", "influcore.cli", *before, "settings", *words]
        return subprocess.run(command, env={**env, **more}, input=stdin, cwd=tmp_path, capture_output=True, text=True,
                              timeout=60, check=False)  # fmt: skip

    return run


def test_a_value_is_set_listed_with_its_origin_and_unset(settings, tmp_path):
    assert settings("set", "vendor.days", "7").returncode == 0
    assert settings("set", "vendor.days", "8", "--project").returncode == 0
    assert (tmp_path / "influcore.toml").read_text() == "[vendor]\ndays = 8\n"
    listed = {s["key"]: s for s in json.loads(settings("list", "--json").stdout)}
    assert (listed["vendor.days"]["value"], listed["vendor.days"]["origin"]) == (8, "project")
    assert settings("get", "vendor.days", INFLUCORE_SET_VENDOR__DAYS="9").stdout == "9\n"
    assert settings("get", "vendor.days", before=("--set", "vendor.days=10")).stdout == "10\n"
    assert "is stronger" in settings("set", "vendor.days", "6").stderr
    assert settings("unset", "vendor.days", "--project").returncode == 0
    assert settings("get", "vendor.days").stdout == "6\n"


def test_a_secret_is_piped_in_and_never_shown(settings, tmp_path):
    refused = settings("set", "vendor.token", TOKEN)
    assert refused.returncode == 2
    assert "others can see the command line" in refused.stderr
    assert settings("set", "vendor.token").returncode == 2, "there is nobody to ask"
    done = settings("set", "vendor.token", "-", stdin=f"{TOKEN}\n")
    assert done.returncode == 0
    said = refused.stdout + done.stdout + done.stderr
    for words in (
        ("list",),
        ("list", "--json"),
        ("get", "vendor.token"),
        ("get", "vendor.token", "--json"),
        ("schema",),
    ):
        said += settings(*words).stdout
    assert TOKEN not in said
    assert settings("get", "vendor.token").stdout == "set\n"
    assert settings("unset", "vendor.token").returncode == 0
    assert settings("get", "vendor.token").stdout == "not set\n"
    assert TOKEN not in "".join(p.read_text() for p in tmp_path.rglob("*") if p.is_file() and p.suffix != ".py")


def test_check_names_all_that_is_wrong_and_settings_mend_what_keeps_plugins_from_loading(settings, tmp_path):
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "settings.toml").write_text("[vendr]\nx = 1\n[core]\nworlds = 'x'\nsede = 1\n")
    done = settings("check")
    assert done.returncode == 2
    assert "vendr: no plugin has this section; did you mean vendor?" in done.stdout
    assert "core.worlds: must be a whole number, not 'x'" in done.stdout
    assert "core.sede: no such setting; did you mean seed?" in done.stdout
    (tmp_path / "config" / "settings.toml").write_text("[plugins]\nblok = ['x']\n")
    assert "no plugin is loaded" in settings("list").stderr
    assert settings("unset", "plugins.blok").returncode == 0
    assert settings("check").returncode == 0


def test_a_flag_that_names_no_setting_is_a_usage_error(settings):
    done = settings("list", before=("--set", "vendr.days=1"))
    assert done.returncode == 2
    assert "did you mean vendor?" in done.stderr


def test_flags_and_variables_decide_which_plugins_are_loaded_and_a_project_does_not(settings, tmp_path):
    assert "vendor.days" not in settings("list", before=("--set", "plugins.block=vendor")).stdout
    assert "vendor.days" not in settings("list", INFLUCORE_SET_PLUGINS__BLOCK="vendor").stdout
    (tmp_path / "influcore.toml").write_text("[plugins]\nblock = ['vendor']\n")
    assert "vendor.days" in settings("list").stdout
    assert "not a project's to say" in settings("check").stdout


def test_the_schema_is_json(settings):
    assert json.loads(settings("schema").stdout)["properties"]["vendor"]["properties"]["days"]["default"] == 30


def test_hooks_are_traced_on_standard_error(settings):
    done = settings("get", "vendor.days", before=("--trace-hooks",))
    assert done.stdout == "30\n"
    assert "hook influcore_register_settings of vendor: " in done.stderr
