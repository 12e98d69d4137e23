"""Who follows is kept only as keyed hashes: 64 bits of BLAKE2b under a key that lies outside the workspace.

An unkeyed hash of a numeric id is found by trying them all within minutes. Two people of *n* fall on the same hash with
a chance below n² ÷ 2⁶⁵ (the birthday bound): one in 37 for 10⁹ people, one in 37 million for 10⁶.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from hashlib import blake2b
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from .packing import Ids

KEY = "audience"
NOBODY = 0  # stands for an id that is blank; a real hash of 0 becomes 1
_MEMORY = 1 << 18  # distinct ids remembered at a time: about 45 MB


class _Memo(dict[str, int]):
    """A dict that works out what it lacks; the fastest way to map many texts."""

    def __init__(self, make: Callable[[str], int]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, text: str) -> int:
        if len(self) >= _MEMORY:
            self.clear()
        value = self[text] = self._make(text)
        return value


class IdHasher:
    """Hashes the ids of one id space: equal ids on two platforms are not one person, so their hashes differ.

    Ids are compared without the blanks around them, without a leading @, and without case unless ``case_sensitive``.
    """

    def __init__(self, key: bytes, platform: str, namespace: str = "", *, case_sensitive: bool = False) -> None:
        space = blake2b(f"{platform}\0{namespace}".encode(), digest_size=16).digest()
        self._start = blake2b(key=key, digest_size=8, person=space)
        self._case_sensitive = case_sensitive
        self._known = _Memo(self._hash)

    def __call__(self, viewers: Sequence[str]) -> Ids:
        """Hash many ids; a blank one gives `NOBODY`. Shape: as given."""
        return np.fromiter(map(self._known.__getitem__, viewers), np.uint64, len(viewers))

    def _hash(self, text: str) -> int:
        clean = text.strip().removeprefix("@")
        if not clean:
            return NOBODY
        state = self._start.copy()
        state.update((clean if self._case_sensitive else clean.casefold()).encode(errors="surrogatepass"))
        return int.from_bytes(state.digest(), "little") or 1


def key_name(key: bytes) -> str:
    """Name a key without giving it away, so that lists hashed with another one are recognised."""
    return blake2b(b"name of the key", key=key, digest_size=4).hexdigest()


def collision_bound(people: int) -> float:
    """Bound the chance that any two of so many people share a hash. Source: birthday bound n(n − 1) ÷ 2 ÷ 2⁶⁴."""
    return people * (people - 1) / 2**65
