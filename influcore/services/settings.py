"""What can be set, to what it is set, where that comes from, and changing it."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from attrs import frozen

from influcore.contributions import Settings
from influcore.errors import InvalidInput, Refused, UnknownId
from influcore.host import vault
from influcore.host.origins import (
    DEFAULT,
    ENVIRONMENT,
    NEVER_IN_A_PROJECT,
    PROJECT,
    USER,
    Layer,
    Path,
    file_contents,
    from_environment,
    path_of,
)
from influcore.host.sections import PLUGINS
from influcore.host.settings import complaint, merge, structure
from influcore.host.settings_file import put, read_document, take_out, write_document
from influcore.host.typed import help_of, hint_at, names_of, plain, raw_of, secrets_in, text_of

if TYPE_CHECKING:
    from influcore.host import Host

Problem = tuple[str, str]
SET, NOT_SET = "set", "not set"


@frozen(kw_only=True)
class Setting:
    """One setting as it is now. Of a secret it is only known whether it is set: ``value`` and ``text`` say that."""

    key: str
    value: Any
    text: str
    default: Any
    origin: str
    place: str
    help: str
    is_secret: bool = False


def sections(host: Host) -> dict[str, Settings]:
    """Give every section by its name, influcore's own first."""
    found = {section.name: section for section in host.settings()}
    first = {"core": found.pop("core")} if "core" in found else {}
    return {**first, PLUGINS.name: PLUGINS, **found}


def settings(host: Host, project: str | None, section: Settings) -> list[Setting]:
    """List a section. Errors: InvalidInput where what is set does not fit."""
    hidden = secrets_in(section.form)
    merged = merge(section.form, section.name, host.origins(project).layers(section.name), personal=section.personal)
    secret_layers = {name: merged.layer(name) for name in hidden if merged.values.pop(name, None) is not None}
    value, problems = structure(section.form, section.name, merged)
    if problems or value is None:
        raise complaint(section.name, merged, problems, with_places=True)
    usual, found = section.form(), []
    for name, attribute in names_of(section.form).items():
        key, help = f"{section.name}.{name}", help_of(attribute)
        if name in hidden:
            found.append(_secret(key, help, secret_layers.get(name)))
            continue
        layer = merged.layer(name)
        given = getattr(value, name)
        found.append(
            Setting(
                key=key, help=help, value=plain(given), text=text_of(given), default=plain(getattr(usual, name)),
                origin=layer.origin if layer else DEFAULT, place=layer.place if layer else "",
            )
        )  # fmt: skip
    return found


def _secret(key: str, help: str, layer: Layer | None) -> Setting:
    is_set = layer is not None or vault.is_kept(*key.split("."))
    origin = ENVIRONMENT if layer else USER if is_set else DEFAULT
    said = SET if is_set else NOT_SET
    place = layer.place if layer else ""
    return Setting(
        key=key, help=help, value=said, text=said, default=NOT_SET, origin=origin, place=place, is_secret=True
    )


def find(host: Host, key: str) -> tuple[Settings, Path, Any]:
    """Find what a key names: section, path below it, type. Errors: UnknownId with the nearest keys."""
    path = path_of(key)
    known = sections(host)
    section = known.get(path[0])
    if section is None:
        near = difflib.get_close_matches(path[0], known, 1) or list(known)
        raise UnknownId("section", path[0], near=near if len(near) == 1 else (), hint=f"there are {', '.join(known)}")
    try:
        return section, path[1:], hint_at(section.form, path[1:])
    except KeyError:
        names = [f"{path[0]}.{name}" for name in names_of(section.form)]
        near = difflib.get_close_matches(key, names, 3, 0.5)
        raise UnknownId("setting", key, near=near, hint=f"see `influcore settings list {path[0]}`") from None


def is_secret(section: Settings, path: Path) -> bool:
    """Say whether a path leads to a secret."""
    return path[0] in secrets_in(section.form)


def change(host: Host, key: str, text: str, file: str, *, is_project: bool = False) -> Any:
    """Write a value into a settings file, all checks before; gives it as it is kept there.

    Errors: UnknownId, Refused (what no project may set), InvalidInput with all that does not fit.
    """
    section, path, hint = find(host, key)
    if is_project and (section.name == NEVER_IN_A_PROJECT or path[0] in section.personal):
        raise Refused(f"{key} may not be set by a project's file, only by its user", hint="leave --project out")
    try:
        value = raw_of(text, hint)
    except ValueError as error:
        raise InvalidInput("can not set this", problems=[(key, str(error))]) from error
    document = read_document(file)
    before = _problems(section, file, document.unwrap())
    put(document, (section.name, *path), value)
    new = [problem for problem in _problems(section, file, document.unwrap()) if problem not in before]
    if new:
        raise InvalidInput("can not set this", problems=new)
    write_document(file, document)
    return value


def keep_secret(section: Settings, path: Path, text: str) -> str:
    """Keep a secret; gives where. Errors: InvalidInput for an empty one."""
    if not text or len(path) != 1:
        raise InvalidInput(f"{section.name}.{'.'.join(path)} got nothing to keep")
    return vault.keep(section.name, path[0], text)


def remove(host: Host, key: str, file: str) -> bool:
    """Take a setting out of a file, or forget a secret; says whether it was there. It need not be a known one."""
    path = path_of(key)
    section = sections(host).get(path[0])
    if section is not None and len(path) == 2 and is_secret(section, path[1:]) and vault.forget(path[0], path[1]):
        return True
    document = read_document(file)
    found = take_out(document, path)
    if found:
        write_document(file, document)
    elif section is None or path[1] not in names_of(section.form):
        find(host, key)
    return found


def problems(host: Host, project: str | None) -> list[Problem]:
    """Say all that is wrong with what is set anywhere, each with its place."""
    known, origins, found = sections(host), host.origins(project), list[Problem]()
    resting = {plugin.name for plugin in host.plugins() if plugin.state in ("blocked", "failed")}
    for origin, place in origins.files():
        for name in file_contents(place):
            if name not in known and name not in resting:
                found.append((name, f"no plugin has this section{_near(name, known)} ({place})"))
            elif origin == PROJECT and name == NEVER_IN_A_PROJECT:
                found.append((name, f"which plugins are loaded is not a project's to say ({place})"))
    for section in known.values():
        try:
            settings(host, project, section)
        except InvalidInput as error:
            found += error.problems or [(section.name, error.message)]
    return found


def check_given(host: Host) -> None:
    """Refuse flags and variables that name no setting. Imports no plugin. Errors: InvalidInput."""
    resting = {plugin.name for plugin in host.plugins() if plugin.state in ("blocked", "failed")}
    fields = {line.name: [field["name"] for field in line.params] for line in host.catalogue.settings}
    fields[PLUGINS.name] = list(names_of(PLUGINS.form))
    given = [(f"--set {'.'.join(path)}", path) for path, _ in host.origins().given()]
    given += [(name, path) for name, path, _ in from_environment()]
    found = []
    for place, path in given:
        if path[0] not in fields and path[0] not in resting:
            found.append((place, f"no plugin has the section {path[0]}{_near(path[0], fields)}"))
        elif path[0] in fields and path[1] not in fields[path[0]]:
            found.append((place, f"there is no such setting{_near(path[1], fields[path[0]])}"))
    if found:
        raise InvalidInput("settings", problems=found, hint="see `influcore settings list`")


def _problems(section: Settings, place: str, contents: Mapping[str, Any]) -> list[Problem]:
    layer = Layer(USER, place, contents.get(section.name, {}))
    merged = merge(section.form, section.name, [layer])
    return structure(section.form, section.name, merged)[1]


def _near(name: str, known: Mapping[str, object] | list[str]) -> str:
    near = difflib.get_close_matches(name, list(known), 1)
    return f"; did you mean {near[0]}?" if near else f"; there is {', '.join(known)}"


def unknown_sections(host: Host, project: str | None) -> Iterator[str]:
    """Name sections in the settings files that nobody has, as warnings for people; quick where there are no files."""
    for _, place in host.origins(project).files():
        names = {line.name for line in host.catalogue.settings} | {PLUGINS.name, *(p.name for p in host.plugins())}
        for name in file_contents(place):
            if name not in names:
                yield f"no plugin has the section [{name}] of {place}{_near(name, sorted(names))}"
