"""Changing a settings file: comments and order stay, and the file is replaced whole or not at all."""

from __future__ import annotations

import contextlib
import os
import secrets
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from influcore.errors import InflucoreError, InvalidInput

from .origins import Path

if TYPE_CHECKING:
    from tomlkit import TOMLDocument


def read_document(path: str) -> TOMLDocument:
    """Read a settings file for changing; an empty one where there is none. Errors: InvalidInput."""
    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    try:
        with open(path, encoding="utf-8", newline="") as file:
            return tomlkit.parse(file.read())
    except FileNotFoundError:
        return tomlkit.document()
    except OSError as error:
        raise InvalidInput(f"settings in {path} can not be read: {error.strerror}") from error
    except (TOMLKitError, UnicodeDecodeError, ValueError) as error:
        raise InvalidInput(f"settings in {path} are no TOML: {error}") from error


def put(document: TOMLDocument, path: Path, value: Any) -> None:
    """Set the value at a path, making the tables on the way."""
    import tomlkit

    table: Any = document
    for part in path[:-1]:
        if not isinstance(table.get(part), Mapping):
            table[part] = tomlkit.table()
        table = table[part]
    table[path[-1]] = value


def take_out(document: TOMLDocument, path: Path) -> bool:
    """Remove the value at a path, and tables that hold nothing then, not even a comment; says whether it was there."""
    tables: list[Any] = [document]
    for part in path[:-1]:
        inner = tables[-1].get(part)
        if not isinstance(inner, Mapping):
            return False
        tables.append(inner)
    if path[-1] not in tables[-1]:
        return False
    del tables[-1][path[-1]]
    for above, part, table in reversed(list(zip(tables, path[:-1], tables[1:], strict=False))):
        if len(table) == 0 and not table.as_string().strip():
            del above[part]
    return True


def write_document(path: str, document: TOMLDocument) -> None:
    """Replace the file; a new one is private to its owner. Errors: InflucoreError."""
    import tomlkit

    target = os.path.realpath(path)  # what a link points at is replaced, not the link
    draft = f"{target}.{secrets.token_hex(8)}"
    try:
        os.makedirs(os.path.dirname(target), mode=0o700, exist_ok=True)
        mode = os.stat(target).st_mode & 0o777 if os.path.exists(target) else 0o600
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
        try:
            with open(handle, "w", encoding="utf-8", newline="") as file:
                file.write(tomlkit.dumps(document))
                file.flush()
                os.fsync(file.fileno())
            os.replace(draft, target)
        except BaseException:
            with contextlib.suppress(FileNotFoundError):
                os.unlink(draft)
            raise
    except OSError as error:
        raise InflucoreError(f"the settings {path} can not be written: {error.strerror}") from error
