"""From a stream of (account, viewer) pairs to one sorted list of hashes an account."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np

from influcore.errors import PluginMisuse

from .hashing import NOBODY, IdHasher

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from .packing import Ids
_UNUSABLE = -1


class _Numbers(dict[str, int]):
    """Numbers accounts in the order they come; spellings that clean to the same name share a number."""

    def __init__(self, clean: Callable[[str], str]) -> None:
        super().__init__()
        self.names: list[str] = []
        self.refused: dict[str, str] = {}
        self._clean = clean
        self._known: dict[str, int] = {}

    def __missing__(self, text: str) -> int:
        try:
            name = self._clean(text)
        except ValueError as error:
            self.refused[text] = str(error)
            number = _UNUSABLE
        else:
            number = self._known.setdefault(name, len(self.names))
            if number == len(self.names):
                self.names.append(name)
        self[text] = number
        return number


class Gathered:
    """The pairs of one id space. Memory: 12 bytes a pair until `lists`, which takes 28 for a moment."""

    def __init__(self, hasher: IdHasher, clean: Callable[[str], str]) -> None:
        self._hasher = hasher
        self._numbers = _Numbers(clean)
        self._accounts: list[NDArray[np.int32]] = []
        self._viewers: list[Ids] = []
        self.blank = 0
        self.people = 0

    @property
    def refused(self) -> dict[str, str]:
        """Accounts that can not be, with the reason."""
        return self._numbers.refused

    def add(self, accounts: Sequence[str], viewers: Sequence[str]) -> None:
        """Take pairs. Errors: PluginMisuse where the columns differ in length."""
        if len(accounts) != len(viewers):
            raise PluginMisuse(f"a chunk of {len(accounts)} accounts came with {len(viewers)} viewers")
        hashes = self._hasher(viewers)
        numbers = np.fromiter(map(self._numbers.__getitem__, accounts), np.int32, len(accounts))
        bad = hashes == NOBODY
        if bad.any() or (numbers == _UNUSABLE).any():
            self.blank += int(bad.sum())
            good = ~bad & (numbers != _UNUSABLE)
            hashes, numbers = hashes[good], numbers[good]
        self._viewers.append(hashes)
        self._accounts.append(numbers)

    def lists(self) -> Iterator[tuple[str, Ids]]:
        """Give each account with its followers, sorted and without doubles. What was gathered is used up."""
        if not self._viewers:
            return
        viewers, accounts = np.concatenate(self._viewers), np.concatenate(self._accounts)
        self._viewers, self._accounts = [], []
        order = np.argsort(viewers)
        viewers = viewers[order]
        self.people = int(np.count_nonzero(viewers[1:] != viewers[:-1])) + bool(len(viewers))
        kind = np.uint16 if len(self._numbers.names) < 1 << 16 else np.uint32  # 16 bits sort in linear time
        accounts = accounts[order].astype(kind)
        order = np.argsort(accounts, kind="stable")
        viewers, accounts = viewers[order], accounts[order]
        new = np.ones(len(viewers), bool)
        new[1:] = (viewers[1:] != viewers[:-1]) | (accounts[1:] != accounts[:-1])
        viewers, accounts = viewers[new], accounts[new]
        starts = np.flatnonzero(np.diff(accounts, prepend=accounts[:1] + kind(1))) if len(accounts) else accounts
        ends = np.append(starts[1:], len(accounts))
        for number, start, end in zip(accounts[starts].tolist(), starts.tolist(), ends.tolist(), strict=True):
            yield self._numbers.names[number], viewers[start:end]
