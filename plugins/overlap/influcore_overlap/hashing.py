"""Who follows is kept only as keyed hashes: 64 bits of BLAKE2b under a key that lies outside the workspace.

An unkeyed hash of a numeric id is found by trying them all within minutes. Two people of *n* fall on the same hash with
a chance below n² ÷ 2⁶⁵ (the birthday bound): one in 37 for 10⁹ people, one in 37 million for 10⁶.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from .packing import Ids

KEY = "audience"
NOBODY = 0  # stands for an id that is blank; a real hash of 0 becomes 1
_MEMORY = 1 << 18  # different ids remembered, besides those of one call: about 45 MB


class IdHasher:
    """Hashes the ids of one id space: equal ids on two platforms are not one person, so their hashes differ.

    Ids are compared without the blanks around them, without a leading @, and without case unless ``case_sensitive``.
    """

    def __init__(self, key: bytes, platform: str, namespace: str = "", *, case_sensitive: bool = False) -> None:
        space = blake2b(f"{platform}\0{namespace}".encode(), digest_size=16).digest()
        self._start = blake2b(key=key, digest_size=8, person=space)
        self._case_sensitive = case_sensitive
        self._known: dict[str, int] = {}

    def __call__(self, viewers: Sequence[str]) -> Ids:
        """Hash many ids, each different one once; a blank one gives `NOBODY`. Shape: as given."""
        new = [text for text in dict.fromkeys(viewers) if text not in self._known]
        if len(self._known) + len(new) > _MEMORY:
            self._known, new = {}, list(dict.fromkeys(viewers))
        hashes = self._hashed(new)
        self._known.update(zip(new, hashes.tolist(), strict=True))
        if len(new) == len(viewers):
            return hashes
        return np.fromiter(map(self._known.__getitem__, viewers), np.uint64, len(viewers))

    def _hashed(self, texts: Sequence[str]) -> Ids:
        clean = [text.strip().removeprefix("@") for text in texts]
        if not self._case_sensitive:
            clean = [text.casefold() for text in clean]
        digests = []
        for text in clean:
            state = self._start.copy()
            state.update(text.encode(errors="surrogatepass"))
            digests.append(state.digest())
        hashes = np.frombuffer(b"".join(digests), "<u8").astype(np.uint64)
        hashes[hashes == NOBODY] = 1
        if "" in clean:
            hashes[np.array([not text for text in clean])] = NOBODY
        return hashes


def key_name(key: bytes) -> str:
    """Name a key without giving it away, so that lists hashed with another one are recognised."""
    return blake2b(b"name of the key", key=key, digest_size=4).hexdigest()


def collision_bound(people: int) -> float:
    """Bound the chance that any two of so many people share a hash. Source: birthday bound n(n − 1) ÷ 2 ÷ 2⁶⁴."""
    return people * (people - 1) / 2**65
