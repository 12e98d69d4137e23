"""What the columns of a top list hold, by their names and by the values under them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from attrs import frozen

from influcore import BadFile
from influcore.contributions.numbers import is_missing, parse_number

from .headers import cell, plain

METRICS = ("views", "likes", "comments", "shares", "saves", "engagements", "authentic_engagements")
_PLATFORMS = ("instagram", "tiktok", "youtube")
_SKIPPED = ("", "s no", "sr no", "no", "rank", "position", "id")
_IDENTITY = (
    "username", "handle", "account", "tiktoker", "youtuber", "instagrammer", "channel", "influencer", "creator", "name",
    "title",
)  # fmt: skip
_WORDS = (
    ("rate", "rate"), ("er", "rate"), ("growth", "rate"), ("authentic", "authentic_engagements"),
    ("engagement", "engagements"), ("engagements", "engagements"), ("subscribers", "followers"),
    ("subscriber", "followers"), ("followers", "followers"), ("follower", "followers"), ("views", "views"),
    ("view", "views"), ("likes", "likes"), ("like", "likes"), ("comments", "comments"), ("comment", "comments"),
    ("shares", "shares"), ("share", "shares"), ("saves", "saves"), ("country", "country"), ("category", "category"),
    ("categories", "category"), ("topic", "category"), ("niche", "category"),
)  # fmt: skip
_STRICT_HANDLE = re.compile(r"@?[A-Za-z0-9._]{1,30}")


@frozen(kw_only=True)
class Columns:
    """Where everything is. ``numbers`` maps a metric to the columns that write it, ``audience`` is its main country."""

    header: tuple[str, ...]
    handle: int
    name: int | None
    numbers: Mapping[str, tuple[int, ...]]
    country: int | None
    audience: int | None
    categories: tuple[int, ...]
    notes: tuple[str, ...]

    @property
    def width(self) -> int:
        return len(self.header)


def platform_in(header: Sequence[str]) -> str:
    """Name the platform that the header speaks of, '' where it speaks of none or of several."""
    text = " ".join(plain(name) for name in header)
    named = [p for p in _PLATFORMS if p in text or (p == "tiktok" and "tiktoker" in text)]
    return named[0] if len(named) == 1 else ("youtube" if "youtuber" in text else "")


def roles_of(header: Sequence[str]) -> list[str]:
    """Say by its name what each column should hold; '' where the name says nothing."""
    return [_role(plain(name)) for name in header]


def _role(name: str) -> str:
    name = re.sub(r"\b[0-9]+$", "", name).strip()
    if name in _SKIPPED:
        return "skipped"
    words = name.split()
    if "audience" in words and "country" in words:
        return "audience"
    for word, role in _WORDS:
        if word in words:
            return role
    return "identity" if any(word in words for word in _IDENTITY) else ""


def understand(header: Sequence[str], rows: Sequence[Sequence[str]], platform: str) -> Columns:
    """Settle what each column holds. Errors: BadFile where there is no account or no follower count."""
    roles, notes = _roles_by_values(header, rows, platform)
    handle, name = _identity(header, roles, rows, platform)
    at = {role: tuple(i for i, r in enumerate(roles) if r == role) for role in dict.fromkeys(roles)}
    if "followers" not in at:
        raise BadFile("the list has no column of followers or subscribers")
    if "audience" in at:
        notes.append("the audience's main country is not the creator's own: it is kept as a tag (audience: India)")
    unknown = [header[i].strip() for role in ("", "rate") for i in at.get(role, ())]
    if unknown:
        notes.append(f"left out: {', '.join(unknown)}")
    return Columns(
        header=tuple(header), handle=handle, name=name,
        numbers={role: at[role] for role in ("followers", *METRICS) if role in at},
        country=at.get("country", (None,))[0], audience=at.get("audience", (None,))[0],
        categories=at.get("category", ()), notes=tuple(notes),
    )  # fmt: skip


def _roles_by_values(
    header: Sequence[str], rows: Sequence[Sequence[str]], platform: str
) -> tuple[list[str], list[str]]:
    """Correct what the names say by what the values are; gives the roles and what there is to say about it."""
    roles, notes = roles_of(header), []
    for index, role in enumerate(roles):
        if role not in ("followers", *METRICS) or _numeric(rows, index):
            continue
        title = header[index].strip()
        if "audience" not in roles and _countries(rows, index):
            roles[index] = "audience"
            notes.append(f"“{title}” holds countries, not numbers: the audience's, as such lists give it")
        else:
            roles[index] = ""
            notes.append(f"“{title}” holds no numbers")
    if platform == "instagram" and "audience" in roles and "views" not in roles and _shifted(roles, rows):
        roles = [{"likes": "authentic_engagements", "comments": "engagements"}.get(role, role) for role in roles]
        notes.append(
            "“Likes avg” and “Comments avg.” are one column off: they hold authentic engagement and average engagement "
            "(there are more “comments” than “likes” in nearly every row)"
        )
    return roles, notes


def _numeric(rows: Sequence[Sequence[str]], index: int) -> bool:
    values = [value for row in rows if not is_missing(value := cell(row, index))]
    return not values or sum(map(_is_number, values)) * 2 > len(values)


def _is_number(text: str) -> bool:
    try:
        return parse_number(text, ".") is not None
    except ValueError:
        return False


def _countries(rows: Sequence[Sequence[str]], index: int) -> bool:
    """Say whether most of the different values under a column are names of countries."""
    from babel import Locale

    known = {name.casefold() for name in Locale("en").territories.values()} | {"turkey", "czech republic"}
    values = {value.casefold() for row in rows if not is_missing(value := cell(row, index))}
    return bool(values) and len(values & known) * 2 > len(values)


def _shifted(roles: Sequence[str], rows: Sequence[Sequence[str]]) -> bool:
    """Say whether “comments” exceed “likes” nearly everywhere, which real ones never do."""
    if "likes" not in roles or "comments" not in roles or "engagements" in roles:
        return False
    last = {role: max(i for i, r in enumerate(roles) if r == role) for role in ("likes", "comments")}
    pairs = [(cell(row, last["likes"]), cell(row, last["comments"])) for row in rows]
    both = [(parse_number(a, "."), parse_number(b, ".")) for a, b in pairs if _is_number(a) and _is_number(b)]
    return bool(both) and sum(b >= a for a, b in both if a is not None and b is not None) >= 0.95 * len(both)


def _identity(
    header: Sequence[str], roles: Sequence[str], rows: Sequence[Sequence[str]], platform: str
) -> tuple[int, int | None]:
    """Tell the column of handles from that of names: handles have no blanks and, but on YouTube, plain letters only."""
    candidates = [i for i, role in enumerate(roles) if role == "identity"]
    if not candidates:
        raise BadFile("the list has no column of accounts")

    def rank(index: int) -> tuple[float, int]:
        values = [value for row in rows if (value := cell(row, index))]
        fit = sum(1 for v in values if _STRICT_HANDLE.fullmatch(v)) if platform != "youtube" else 0
        fit = fit or sum(1 for v in values if not re.search(r"\s", v))
        words = plain(header[index]).split()
        preference = next((len(_IDENTITY) - n for n, word in enumerate(_IDENTITY) if word in words), 0)
        return (fit / len(values) if values else 0.0, preference)

    handle = max(candidates, key=rank)
    others = [i for i in candidates if i != handle]
    return handle, others[0] if others else None
