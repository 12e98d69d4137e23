"""What hangs on an influencer: whether their followers are known."""

from __future__ import annotations

from collections.abc import Sequence

from influcore import Field, Profile, Read, Ref

from .known import known_lists


def read_audience_known(read: Read, refs: Sequence[Ref]) -> Sequence[bool]:
    """Say of each influencer whether a readable list of followers is kept of any of their profiles."""
    profiles = read.list(Profile, influencer={ref.id for ref in refs}) if refs else ()
    known = known_lists(read, [profile.id for profile in profiles])
    people = {profile.influencer for profile in profiles if known[profile.id].held is not None}
    return [ref.id in people for ref in refs]


AUDIENCE_KNOWN = Field(
    name="overlap.audience_known",
    title="Followers listed",
    help="Whether a list of followers is kept of any of their profiles.",
    subject="influencer",
    type=bool,
    read=read_audience_known,
)
