"""No world has more likes than viewers: what is worse known gives way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .rates import parts

if TYPE_CHECKING:
    from .piecework import Piecework

# A person sees a piece once or more often, and likes it at most once.
AT_MOST = (("likes", "views"), ("likes", "reach"), ("reach", "impressions"), ("likes", "impressions"))


def coherent(work: Piecework) -> None:
    """Make the metrics of every world fit each other, then add up engagements from the platform's parts."""
    _share_out(work)
    for _ in range(2):  # the second round settles what the first one moved
        for low, high in AT_MOST:
            _order(work, low, high)
    _add_up(work)


def _order(work: Piecework, low: str, high: str) -> None:
    import numpy as np

    if low not in work.values or high not in work.values:
        return
    if high in work.own:
        work.values[low] = np.minimum(work.values[low], work.values[high])
    else:
        work.values[high] = np.maximum(work.values[low], work.values[high])


def _share_out(work: Piecework) -> None:
    """Let parts that were not counted add up to engagements that were."""
    import numpy as np

    known = [part for part in parts(work.profile.platform) if part in work.values]
    if not known or "engagements" not in work.own or work.own & set(known):
        return
    total = np.sum([work.values[part] for part in known], axis=0)
    scale = np.divide(work.values["engagements"], total, out=np.ones_like(total), where=total > 0)
    for part in known:
        work.values[part] = work.values[part] * scale


def _add_up(work: Piecework) -> None:
    """Sum the parts that are known; where engagements were counted themselves, they are at least that."""
    import numpy as np

    names = parts(work.profile.platform)
    known = [part for part in names if part in work.values]
    if not known or (known[0] != names[0] and "engagements" not in work.own):
        return
    total = np.sum([work.values[part] for part in known], axis=0)
    if "engagements" in work.own:
        work.values["engagements"] = np.maximum(work.values["engagements"], total)
        return
    work.values["engagements"] = total
    lacking = [part for part in names if part not in known]
    words = " + ".join(known) + (f", without {' and '.join(lacking)}" if lacking else "")
    work.basis["engagements"] = f"{words} ({known[0]}: {work.basis[known[0]]})"
