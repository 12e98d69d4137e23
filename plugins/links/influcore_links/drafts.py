"""From a place, a target and patterns to a link that is ready to be kept."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import TYPE_CHECKING

from attrs import frozen

from influcore import Campaign, InvalidInput

from .entities import Link
from .places import Place
from .tags import UTM, old_tags, tagged
from .targets import parse_target
from .template import fill, uses

if TYPE_CHECKING:
    from yarl import URL

NEEDED = ("utm_source", "utm_medium", "utm_campaign")


@frozen(kw_only=True)
class Draft:
    """A link but for its code. ``replaced`` are the tags that the target had and that ours stand in for."""

    place: Place
    target: str
    tagged: str
    tags: Mapping[str, str]
    replaced: tuple[str, ...] = ()

    def link(self, code: str, created: dt.datetime) -> Link:
        """Make the link itself."""
        campaign, piece = self.place.campaign.id, self.place.deliverable
        return Link(
            campaign=campaign,
            collaboration=self.place.collaboration.id,
            deliverable=piece.id if piece else None,
            target=self.target,
            tagged=self.tagged,
            utm_source=self.tags["utm_source"],
            utm_medium=self.tags["utm_medium"],
            utm_campaign=self.tags["utm_campaign"],
            utm_content=self.tags["utm_content"],
            utm_term=self.tags["utm_term"],
            code=code,
            created=created,
        )


def target_of(campaign: Campaign, given: str | None) -> URL:
    """Read the target that was given, or the campaign's landing page. Errors: InvalidInput by field."""
    if not given and not campaign.landing_page:
        raise InvalidInput(
            f"campaign “{campaign.slug}” has no landing page",
            hint="give a target, or set the campaign's landing page",
            problems=[("target", "is needed")],
        )
    try:
        return parse_target(given or campaign.landing_page)
    except ValueError as error:
        raise InvalidInput("the link can not lead there", problems=[("target", str(error))]) from error


def draft(place: Place, patterns: Mapping[str, str], target: URL, *, replace: bool = False) -> Draft:
    """Fill the patterns for a place and tag the target. Errors: InvalidInput, all complaints at once."""
    tags, problems = {}, []
    for name in UTM:
        pattern = patterns[name]
        if place.doubt and (uses(pattern, "platform") or uses(pattern, "handle")):
            problems.append((name, place.doubt))
            continue
        try:
            tags[name] = fill(pattern, place.values)
        except ValueError as error:
            problems.append((name, str(error)))
            continue
        if name in NEEDED and not tags[name]:
            problems.append((name, f"“{pattern}” comes out empty for {place.label}"))
    old = tuple(old_tags(target))
    if old and not replace:
        problems.append(
            ("target", f"is tagged already ({', '.join(old)[:200]}); say replace to put ours in their place")
        )
    if problems:
        raise InvalidInput(f"no link for {place.label}", problems=problems)
    return Draft(
        place=place, target=str(target), tagged=str(tagged(target, tags, replace=True)), tags=tags, replaced=old
    )
