"""Make a plugin's distribution from the templates of the package: a folder as a stranger would publish it."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator, Mapping
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import frozen

import influcore
from influcore.errors import InvalidInput, Refused, UnknownId

if TYPE_CHECKING:
    from influcore.host import Host

KINDS = ("kpi", "connector", "model", "panel", "action", "field")
# What the name of the distribution begins with, so that others find it by its kind.
_PREFIXES = {"kpi": "influcore-kpi-", "connector": "influcore-connector-", "model": "influcore-model-"}
_NAME = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
_LONGEST = 40
_COMMANDS = {
    "kpi": "$ influcore plan CAMPAIGN\n$ influcore explain {name} CAMPAIGN --trace",
    "connector": "$ influcore import FILE --connector {name}.posts",
    "model": "$ influcore plan CAMPAIGN --model {slug}",
    "panel": "$ influcore {group} pieces CAMPAIGN",
    "action": "$ influcore {group} add INFLUENCER TAG",
    "field": "$ influcore influencer card INFLUENCER --part fields",
}
_WHERE = {
    "kpi": "`{module}/kpi.py` has the formula; while you work on it, see it recomputed each time you save it:\n\n"
    "```console\n$ influcore kpi try {module} CAMPAIGN\n```",
}


@frozen(kw_only=True)
class Scaffold:
    """What is to be made: the folder, and its files with their texts."""

    folder: Path
    distribution: str
    module: str
    texts: Mapping[str, str]


def scaffold(host: Host, kind: str, name: str, *, where: Path, author: str, year: int) -> Scaffold:
    """Fill the templates of a kind in, in memory. Errors: InvalidInput, UnknownId, Refused where a name is taken."""
    if kind not in KINDS:
        raise UnknownId("kind of plugin", kind, hint=f"there is {', '.join(KINDS)}")
    plugin = name.strip().replace("-", "_")
    _check_name(host, kind, plugin)
    if any(unicodedata.category(c) in ("Cc", "Cf") for c in author):
        raise InvalidInput("the author holds an invisible character")
    slug = plugin.replace("_", "-")
    distribution = f"{_PREFIXES.get(kind, 'influcore-')}{slug}"
    title = plugin.replace("_", " ").capitalize()
    known = {
        "kind": kind, "name": plugin, "slug": slug, "title": title, "dist": distribution, "author": author.strip(),
        "module": f"influcore_{plugin}", "year": year, "api": influcore.API_VERSION, "group": plugin,
        "version": ".".join(influcore.__version__.split(".")[:2]), "about": f"{title}: a {kind} for influcore.",
    }  # fmt: skip
    places = {key: str(value) for key, value in known.items()}
    known["commands"] = _COMMANDS[kind].format(**places)
    known["where"] = _WHERE.get(kind, "The rule is next door, in `{module}/{kind}.py`.").format(**places)
    return Scaffold(
        folder=where / distribution,
        distribution=distribution,
        module=str(known["module"]),
        texts=dict(_filled(kind, known)),
    )


def write_scaffold(made: Scaffold) -> tuple[Path, ...]:
    """Write the files into a folder that is not there yet. Errors: Refused where it is; nothing is written over."""
    if made.folder.exists() or made.folder.is_symlink():
        raise Refused(f"{made.folder} is there already; nothing was written", hint="choose another name or --dir")
    if not made.folder.parent.is_dir():
        raise Refused(f"there is no folder {made.folder.parent}", hint="make it first")
    written = []
    for name, text in made.texts.items():
        path = made.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
        written.append(path)
    return tuple(written)


def _check_name(host: Host, kind: str, name: str) -> None:
    from influcore.host.found import CORE_WORDS
    from influcore.host.kinds import claim, kind_named

    if len(name) > _LONGEST or not _NAME.fullmatch(name):
        raise InvalidInput(
            f"“{name}” is no name for a plugin: lower-case letters, digits and single _ or -, a letter first",
            hint="as in my-kpi",
        )
    ours = {plugin.name for plugin in host.plugins() if plugin.source in ("core", "tree")}
    if name in CORE_WORDS or name in ours:
        raise Refused(f"the name “{name}” belongs to influcore itself", hint="choose another")
    if any(plugin.name == name for plugin in host.plugins()):
        raise Refused(f"there is a plugin “{name}” here already", hint="of two plugins of one name neither is used")
    wanted = {"kpi": name, "model": name}.get(kind)
    for listed in host.catalogue if wanted else ():
        if claim(kind_named(listed.kind), listed.name) == claim(kind_named(kind), wanted or ""):
            raise Refused(f"there is a {kind_named(listed.kind).one} “{listed.name}” already, of {listed.plugin}")


def _filled(kind: str, known: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    from jinja2 import Environment, StrictUndefined

    environment = Environment(
        undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True
    )
    environment.filters |= {"quoted": _quoted, "docstring": _docstring}
    yield f"{known['module']}/py.typed", ""
    for part in ("common", kind):
        for name, template in _templates(files("influcore").joinpath("templates", part)):
            path = name.removesuffix(".j2").replace("NAME", str(known["name"]))
            path = re.sub(r"^module/", f"{known['module']}/", path).replace("gitignore", ".gitignore")
            yield path, environment.from_string(template.read_text(encoding="utf-8")).render(known)


def _templates(folder: Traversable, above: str = "") -> Iterator[tuple[str, Traversable]]:
    for entry in sorted(folder.iterdir(), key=lambda e: e.name):
        if entry.is_dir():
            yield from _templates(entry, f"{above}{entry.name}/")
        elif entry.name.endswith(".j2"):
            yield f"{above}{entry.name}", entry


def _quoted(text: str) -> str:
    """Write a text as a string that Python and TOML both read."""
    return json.dumps(text, ensure_ascii=False)


def _docstring(text: str) -> str:
    quoted = _quoted(text)[1:-1].replace('\\"', '"')
    return f'"""{quoted}"""'
