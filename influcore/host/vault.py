"""Secrets of plugins: in the system's keyring where ``influcore[keyring]`` is installed, else in files of mode 0600.

A small mark says that a keyring holds a secret, so that only those who have one there ever wait for a keyring. What was
handed out is taken out of every message that this program prints about faults.
"""

from __future__ import annotations

import contextlib
import os
import re
import secrets
from importlib.util import find_spec
from typing import Any

from influcore.errors import InflucoreError

from .folders import folder

SERVICE = "influcore"
HIDDEN = "•••"
_MARK = ".keyring"
_SHORTEST = 4
_handed_out: set[str] = set()


class Hidden(str):
    """A secret as a plugin gets it: a text like any other, but it does not show in a repr."""

    __slots__ = ()

    def __repr__(self) -> str:
        return f"'{HIDDEN}'"


def hand_out(text: str) -> Hidden:
    """Give a secret to its plugin, and remember what must not be shown."""
    if len(text) >= _SHORTEST:
        _handed_out.add(text)
    return Hidden(text)


def hide(text: str) -> str:
    """Take every secret that was handed out from a message."""
    for secret in sorted(_handed_out, key=len, reverse=True):
        if secret in text:
            text = text.replace(secret, HIDDEN)
    return text


def is_kept(section: str, name: str) -> bool:
    """Say whether there is a secret, without looking at it."""
    path = _path(section, name)
    return path is not None and (os.path.exists(path) or os.path.exists(path + _MARK))


def secret(section: str, name: str) -> str | None:
    """Give a secret, or None. Errors: InflucoreError for a file others can read, and a keyring that does not answer."""
    path = _path(section, name)
    if path is None:
        return None
    if os.path.exists(path + _MARK):
        return _from_keyring(section, name)
    try:
        with open(path, encoding="utf-8") as file:
            mode = os.fstat(file.fileno()).st_mode
            if os.name == "posix" and mode & 0o077:
                raise InflucoreError(f"others can read the secret in {path}", hint="chmod 600, and renew the secret")
            return file.read()
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise InflucoreError(f"the secret {section}.{name} in {path} can not be read") from error


def keep(section: str, name: str, text: str) -> str:
    """Keep a secret; gives where: *keyring* or *file*. Errors: InflucoreError where neither can be written."""
    path = _path(section, name)
    if path is None:
        raise InflucoreError("there is no place for secrets", hint="set INFLUCORE_DATA_DIR to an absolute path")
    try:
        os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
        if _into_keyring(section, name, text):
            _write(path + _MARK, "")
            with contextlib.suppress(FileNotFoundError):
                os.unlink(path)
            return "keyring"
        _write(path, text)
        with contextlib.suppress(FileNotFoundError):
            os.unlink(path + _MARK)
    except OSError as error:
        raise InflucoreError(f"the secret {section}.{name} can not be kept: {error.strerror}") from error
    return "file"


def forget(section: str, name: str) -> bool:
    """Remove a secret; says whether there was one."""
    path = _path(section, name)
    if path is None or not is_kept(section, name):
        return False
    if os.path.exists(path + _MARK):
        ring = _keyring()
        with contextlib.suppress(Exception):  # it may be gone from there already
            if ring is not None:
                ring.delete_password(SERVICE, f"{section}.{name}")
        os.unlink(path + _MARK)
    with contextlib.suppress(FileNotFoundError):
        os.unlink(path)
    return True


def _path(section: str, name: str) -> str | None:
    place = folder("data")
    if place is None or not re.fullmatch(r"[a-z0-9_]+\.[A-Za-z0-9_]+", f"{section}.{name}"):
        return None
    return os.path.join(place, "secrets", f"{section}.{name}")


def _keyring() -> Any:
    """Give the keyring library where it is installed and has a place to keep things."""
    try:
        if find_spec("keyring") is None:
            return None
        import keyring  # type: ignore[import-not-found,unused-ignore]

        return None if keyring.get_keyring().priority <= 0 else keyring
    except Exception:  # noqa: BLE001 - systems' keyrings fail in ways of their own; files do then
        return None


def _into_keyring(section: str, name: str, text: str) -> bool:
    ring = _keyring()
    if ring is None:
        return False
    try:
        ring.set_password(SERVICE, f"{section}.{name}", text)
        return bool(ring.get_password(SERVICE, f"{section}.{name}") == text)
    except Exception:  # noqa: BLE001 - as above
        return False


def _from_keyring(section: str, name: str) -> str | None:
    ring = _keyring()
    hint = f"unlock it, or set the secret again: influcore settings set {section}.{name}"
    if ring is None:
        raise InflucoreError(f"the keyring that holds {section}.{name} is not there", hint=hint)
    try:
        found = ring.get_password(SERVICE, f"{section}.{name}")
    except Exception as error:
        reason = type(error).__name__
        raise InflucoreError(f"the keyring does not give {section}.{name}: {reason}", hint=hint) from error
    return None if found is None else str(found)


def _write(path: str, text: str) -> None:
    """Write a private file, whole or not at all."""
    draft = f"{path}.{secrets.token_hex(8)}"
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with open(handle, "w", encoding="utf-8", newline="") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        os.replace(draft, path)
    except BaseException:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(draft)
        raise
