"""How many of a profile's followers see at least one of its pieces, and how many see them who do not follow."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from influcore.measures import Audience, CreatorProfile

from .sources import Priors

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Draw = NDArray[np.float64]

# Strangers are spoken of where reach clears the followers by this much in more than one world in ten.
_CLEARLY, _WORLDS = 1.2, 0.9


def audience(profile: CreatorProfile, reached: Sequence[Draw], priors: Priors) -> Audience | None:
    """Describe who is reached by all pieces of a profile; None without followers or reach.

    Rule: piece i reaches the share rᵢ = reach ÷ followers, at most `most`. Were those people independent, 1 − Π(1 − rᵢ)
    would be reached at least once; were they always the same, max rᵢ. ``same_people`` of the figures lies in between.
    Nobody is said to be reached who does not follow unless reach clearly exceeds followers in one world of ten; then
    what `most` of the followers can not make up are strangers in each world, combined over pieces in the same way
    (their sum if different, their maximum if the same).
    Shape: each of ``reached`` is [ask, world].
    """
    import numpy as np

    if not reached or not profile.followers:
        return None
    pieces = np.concatenate(reached)
    same, most = priors.number("audience", "same_people"), priors.number("audience", "most")
    share = np.minimum(pieces / profile.followers, most)
    seen = _between(1 - np.prod(1 - share, axis=0), share.max(axis=0), same)
    strangers = None
    if float(np.quantile(pieces.max(axis=0), _WORLDS)) > _CLEARLY * profile.followers:
        surplus = np.maximum(pieces - most * profile.followers, 0.0)
        strangers = _between(surplus.sum(axis=0), surplus.max(axis=0), same).astype(np.float32)
    return Audience(
        profile=profile.id,
        label=profile.label,
        platform=profile.platform,
        followers=profile.followers,
        seen=np.minimum(seen, 1.0).astype(np.float32),
        viewers=strangers,
    )


def _between(different: Draw, same: Draw, share: float) -> Draw:
    return same + (1 - share) * (different - same)
