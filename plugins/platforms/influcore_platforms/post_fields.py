"""The fields of tables of creators and posts, by the names that such tables give them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from attrs import frozen

from influcore import Source

from .headers import columns, plain

CREATOR: Mapping[str, Sequence[str]] = {
    "id": ("creator id", "account id", "influencer id", "profile id", "user id", "author id"),
    "handle": ("handle", "username", "user name", "screen name", "account username"),
    "name": ("name", "full name", "display name", "creator name"),
    "followers": ("followers", "follower count", "followers count", "subscribers", "followers text"),
    "country": ("country",),
}
POST: Mapping[str, Sequence[str]] = {
    "id": CREATOR["id"],
    "platform": ("platform", "network"),
    "key": ("post id", "video id", "media id", "tweet id", "post pk", "shortcode"),
    "posted": (
        "posted at utc", "posted at", "posted", "post time", "published at", "publish time", "taken at", "created at",
        "date",
    ),
    "counted": ("scrape time", "scraped at", "crawled at", "counted at", "collected at"),
    "rank": ("recency rank",),
    "followers": CREATOR["followers"],
    "video": ("is video",),
    "carousel": ("is carousel",),
    "format": ("format", "post type", "media type"),
    "paid": ("ad hashtag", "is ad", "is sponsored", "sponsored", "is paid", "paid"),
    "url": ("url", "permalink", "post url", "video url"),
}  # fmt: skip
COUNTS: Mapping[str, Sequence[str]] = {
    "likes": ("likes", "like count", "likes text"),
    "comments": ("comments", "comment count", "comments text", "replies or comments"),
    "shares": ("shares", "share count", "shares text", "retweets"),
    "saves": ("saves", "save count", "saves text"),
    "views": ("views", "view count", "views text", "plays"),
    "reach": ("reach",),
    "impressions": ("impressions",),
}
# Columns that describe a post and stay as they are when it is exported again.
_LASTING = ("is ", "has ", "n ", "ad hashtag", "caption len", "text len", "duration", "posted", "date", "post time")


@frozen
class Fields:
    """Where the fields of a table of posts are; ``lasting`` are the columns that never change for a post."""

    header: tuple[str, ...]
    at: Mapping[str, int]
    counts: Mapping[str, int]
    lasting: tuple[int, ...]

    @property
    def utc(self) -> bool:
        """Whether the column of times says that they are in UTC."""
        return "utc" in plain(self.header[self.at["posted"]]).split()

    @property
    def by_hashtag(self) -> bool:
        """Whether all that is known of ads is a hashtag."""
        return "paid" in self.at and "hashtag" in plain(self.header[self.at["paid"]])

    @property
    def platform(self) -> str:
        """The platform that the columns themselves tell of: carousels are Instagram's."""
        return "instagram" if "carousel" in self.at else ""


def fields_of(header: Sequence[str]) -> Fields:
    """Find the fields of a table of posts."""
    names = [plain(name) for name in header]
    lasting = [i for i, name in enumerate(names) if name.startswith(_LASTING)]
    return Fields(
        tuple(header), columns(header, POST), columns(header, COUNTS), tuple(sorted(lasting, key=lambda i: names[i]))
    )


def namespace_of(source: Source, platform: str) -> str:
    """Name the ids of these tables: one name for all, so that a later export finds the same people."""
    return f"{source.options.get('namespace', 'tables')}/{platform}"
