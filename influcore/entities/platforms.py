"""Platforms and their formats: open facts that a vendor's connector may add to."""

from __future__ import annotations

import re
from collections.abc import Iterable

from attrs import field, frozen

ENGAGEMENT_PARTS = ("likes", "comments", "shares", "saves")


@frozen
class Format:
    """A kind of piece: ``reel``, ``story``. ``title`` is what people read."""

    name: str
    title: str


@frozen(kw_only=True)
class Platform:
    """A network. ``engagement`` names the counts that make an engagement there; ``profile_url`` has ``{handle}``."""

    name: str
    title: str
    formats: tuple[Format, ...] = ()
    engagement: tuple[str, ...] = ("likes", "comments")
    profile_url: str = ""
    handle: str = field(default=r"[^\s@/][^/]{0,99}")
    case_sensitive: bool = False


def _formats(*names: str) -> tuple[Format, ...]:
    return tuple(Format(name, name.replace("_", " ").capitalize()) for name in names)


# Engagement parts as the platforms' own tools and Klear count them (Klear, "Engagement", 2025).
PLATFORMS: tuple[Platform, ...] = (
    Platform(
        name="instagram",
        title="Instagram",
        formats=_formats("post", "reel", "story", "carousel", "video", "live"),
        engagement=("likes", "comments", "shares", "saves"),
        profile_url="https://www.instagram.com/{handle}/",
        handle=r"[A-Za-z0-9._]{1,30}",
    ),
    Platform(
        name="tiktok",
        title="TikTok",
        formats=_formats("video", "story", "live"),
        engagement=("likes", "comments", "shares"),
        profile_url="https://www.tiktok.com/@{handle}",
        handle=r"[A-Za-z0-9._]{1,24}",
    ),
    Platform(
        name="youtube",
        title="YouTube",
        formats=_formats("video", "short", "live", "post"),
        profile_url="https://www.youtube.com/@{handle}",
    ),
    Platform(
        name="x",
        title="X",
        formats=_formats("post", "thread"),
        engagement=("likes", "comments", "shares"),
        profile_url="https://x.com/{handle}",
        handle=r"[A-Za-z0-9_]{1,15}",
    ),
    Platform(
        name="facebook",
        title="Facebook",
        formats=_formats("post", "reel", "story", "video", "live"),
        engagement=("likes", "comments", "shares"),
        profile_url="https://www.facebook.com/{handle}",
    ),
    Platform(name="blog", title="Blog", formats=_formats("article")),
    Platform(name="podcast", title="Podcast", formats=_formats("episode")),
)


def platform_named(name: str, known: Iterable[Platform] = PLATFORMS) -> Platform:
    """Find a platform, or describe an unknown one by its bare name."""
    return next((p for p in known if p.name == name), Platform(name=name, title=name.capitalize()))


def clean_handle(text: str, platform: Platform) -> str:
    """Take a handle as people write it (``@Name``, a profile's URL) to the form that is stored.

    Errors: ValueError where nothing is left or the platform could not have such a handle.
    """
    handle = text.strip()
    url = re.match(r"(?i)^(?:https?://)?(?:www\.|m\.)?[a-z0-9-]+\.[a-z.]{2,}/(?:@|c/|user/|channel/)?([^/?#]+)", handle)
    handle = (url[1] if url else handle).removeprefix("@").strip()
    if not re.fullmatch(platform.handle, handle):
        raise ValueError(f"“{text.strip()[:60]}” is no {platform.title} handle")
    return handle if platform.case_sensitive else handle.casefold()
