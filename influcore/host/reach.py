"""Guard the numbers that go to and come from ``influcore_estimate_reach``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import attrs
import numpy as np

from influcore.errors import PluginMisuse
from influcore.measures import Audience, ReachAnswer
from influcore.measures.reach import BASES


def locked_parts(parts: Sequence[Audience]) -> tuple[Audience, ...]:
    """Give views that can not be written to: a plugin that scales its arguments in place would spoil the next one's."""
    return tuple(attrs.evolve(part, seen=_locked(part.seen), viewers=_locked(part.viewers)) for part in parts)


def checked_answer(answer: object, plugin: str, parts: Sequence[Audience]) -> ReachAnswer:
    """Give the answer signed with the plugin's name. Errors: PluginMisuse where it can not be a number of people."""
    if not isinstance(answer, ReachAnswer):
        raise PluginMisuse(f"answered with a {type(answer).__qualname__}, not a ReachAnswer")
    people = np.asarray(answer.people)
    shape = np.shape(parts[0].seen) if parts else np.shape(people)
    if people.shape != shape or people.dtype.kind not in "fiu":
        raise PluginMisuse(f"people has the shape {people.shape} of {people.dtype}, not one number a world {shape}")
    if not np.isfinite(people).all() or (people < 0).any():
        raise PluginMisuse("people must be finite and not negative in every world")
    if not (np.isfinite([answer.low, answer.high]).all() and 0 <= answer.low <= answer.high):
        raise PluginMisuse(f"low {answer.low} and high {answer.high} are no bounds")
    if answer.basis not in BASES:
        raise PluginMisuse(f"basis {answer.basis!r} is none of {', '.join(BASES)}")
    return attrs.evolve(answer, people=people.astype(np.float32, copy=False), by=plugin)


def _locked(values: Any) -> Any:
    if values is None:
        return None
    view = np.asarray(values).view()
    view.flags.writeable = False
    return view
