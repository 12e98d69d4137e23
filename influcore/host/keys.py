"""Secret keys, kept in the user's data folder and never in a workspace that may be given away."""

from __future__ import annotations

import contextlib
import os
import re
import secrets
import time

from influcore.errors import InflucoreError, InvalidInput

from .folders import folder

SIZE = 32
_NAME = re.compile(r"[a-z][a-z0-9_-]{0,63}")
_WAIT_S = 2.0


def secret_key(name: str) -> bytes:
    """Give the 32 random bytes of that name; made when first asked for, the same for all who ask at once.

    Errors: InvalidInput for a name that is none; InflucoreError where the key can be neither read nor made.
    """
    if not _NAME.fullmatch(name):
        raise InvalidInput(f"{name!r} is no name for a key", hint="lower-case letters, digits, _ and -")
    place = folder("data")
    if place is None:
        raise InflucoreError("there is no place for keys", hint="set INFLUCORE_DATA_DIR to an absolute path")
    path = os.path.join(place, "keys", name)
    try:
        key = _read(path)
        if key is None:
            os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
            _make(path)
            key = _read(path)
        if key is not None and len(key) < SIZE:
            key = _wait_for(path)
    except OSError as error:
        raise InflucoreError(
            f"the key {path} can not be used: {error.strerror}", hint="INFLUCORE_DATA_DIR moves where keys are kept"
        ) from error
    if key is None or len(key) != SIZE:
        raise InflucoreError(f"the key {path} is damaged", hint="put back a copy; what it protects is lost without it")
    return key


def _read(path: str) -> bytes | None:
    try:
        with open(path, "rb") as file:
            return file.read(SIZE + 1)
    except FileNotFoundError:
        return None


def _make(path: str) -> None:
    """Write a key beside its place and link it there: whoever links first wins, nobody ever sees half a key."""
    draft = f"{path}.{secrets.token_hex(8)}"
    _write_new(draft)
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    except OSError:  # a file system without hard links
        _make_in_place(path)
    finally:
        os.unlink(draft)


def _make_in_place(path: str) -> None:
    """Make the key where it belongs; who comes second finds it there, and waits until it is whole."""
    with contextlib.suppress(FileExistsError):
        _write_new(path)


def _wait_for(path: str) -> bytes | None:
    until = time.monotonic() + _WAIT_S
    key = _read(path)
    while key is not None and len(key) < SIZE and time.monotonic() < until:
        time.sleep(0.01)
        key = _read(path)
    return key


def _write_new(path: str) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with open(handle, "wb") as file:
        file.write(secrets.token_bytes(SIZE))
        file.flush()
        os.fsync(file.fileno())
