"""What a link is for: an influencer in a campaign, or one deliverable; and what its placeholders stand for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from attrs import frozen

from influcore import Advertiser, Campaign, Collaboration, Deliverable, Influencer, Profile, Read
from influcore.entities import slugify


@frozen(kw_only=True)
class Place:
    """Where one link belongs. ``values`` has every placeholder that is known; a platform in doubt is left out."""

    campaign: Campaign
    collaboration: Collaboration
    deliverable: Deliverable | None
    values: Mapping[str, str]
    doubt: str = ""

    @property
    def label(self) -> str:
        piece = self.values["deliverable"]
        return f"{self.values['influencer']} · {piece}" if piece else self.values["influencer"]

    @property
    def key(self) -> tuple[str, str | None]:
        """Tell places apart."""
        return self.collaboration.id, self.deliverable.id if self.deliverable else None


@frozen(kw_only=True)
class Roster:
    """Some collaborations of one campaign with all that their places need, read at once."""

    campaign: Campaign
    advertiser: Advertiser
    collaborations: tuple[Collaboration, ...]
    influencers: Mapping[str, Influencer]
    profiles: Mapping[str, Sequence[Profile]]
    deliverables: Mapping[str, Sequence[Deliverable]]

    @classmethod
    def read(cls, read: Read, campaign: Campaign, collaborations: Sequence[Collaboration]) -> Roster:
        """Read what belongs to these collaborations; cancelled deliverables are left out."""
        people = {c.influencer for c in collaborations}
        profiles, deliverables = defaultdict(list), defaultdict(list)
        for profile in read.list(Profile, influencer=people):
            profiles[profile.influencer].append(profile)
        pieces = read.list(Deliverable, collaboration={c.id for c in collaborations})
        for piece in sorted(pieces, key=lambda d: (d.due, d.id)):
            if piece.status != "cancelled":
                deliverables[piece.collaboration].append(piece)
        return cls(
            campaign=campaign,
            advertiser=read.get(Advertiser, campaign.advertiser),
            collaborations=tuple(collaborations),
            influencers={i.id: i for i in read.list(Influencer, id=people)},
            profiles=profiles,
            deliverables=deliverables,
        )

    def whole(self, collaboration: Collaboration, platform: str = "") -> Place:
        """Give the place of an influencer in the campaign; ``platform`` where the user named one."""
        platforms = {platform} if platform else {d.platform for d in self.deliverables.get(collaboration.id, ())}
        platforms = platforms or {p.platform for p in self.profiles.get(collaboration.influencer, ())}
        values = self._values(collaboration)
        if len(platforms) == 1:
            return self._place(collaboration, None, values | self._platform(collaboration, platforms.pop()))
        where = f"is on {', '.join(sorted(platforms))}" if platforms else "has no profile and no deliverable"
        doubt = f"{values['influencer']} {where}: name the platform, or make links by deliverable"
        return self._place(collaboration, None, values, doubt)

    def pieces(self, collaboration: Collaboration) -> Sequence[Place]:
        """Give the place of each deliverable, as they are due; equal titles are numbered from the second on."""
        seen: dict[tuple[str, str], int] = defaultdict(int)
        places = []
        for piece in self.deliverables.get(collaboration.id, ()):
            name = slugify(piece.title, fallback=piece.format) if piece.title else piece.format
            seen[piece.platform, name] += 1
            number = seen[piece.platform, name]
            values = self._values(collaboration) | self._platform(collaboration, piece.platform)
            values |= {"format": piece.format, "deliverable": name if number == 1 else f"{name}-{number}"}
            places.append(self._place(collaboration, piece, values))
        return places

    def _values(self, collaboration: Collaboration) -> dict[str, str]:
        influencer = self.influencers[collaboration.influencer]
        return {
            "advertiser": self.advertiser.slug,
            "campaign": self.campaign.slug,
            "category": slugify(self.campaign.category, fallback=""),
            "country": influencer.country.lower(),
            "deliverable": "",
            "format": "",
            "influencer": influencer.slug,
            "objective": self.campaign.objective,
            "partnership": slugify(collaboration.partnership),
        }

    def _platform(self, collaboration: Collaboration, platform: str) -> dict[str, str]:
        handles = [p.handle for p in self.profiles.get(collaboration.influencer, ()) if p.platform == platform]
        return {"platform": platform, "handle": handles[0] if handles else ""}

    def _place(
        self, collaboration: Collaboration, piece: Deliverable | None, values: Mapping[str, str], doubt: str = ""
    ) -> Place:
        return Place(campaign=self.campaign, collaboration=collaboration, deliverable=piece, values=values, doubt=doubt)
