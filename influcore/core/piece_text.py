"""Deliverables as people write them, “1x Reel, 2x Stories”: what is certain is taken, all else is handed back.

A word without a number counts as one only beside others that have numbers; a range, a price or two formats in a row
(“2 short videos”) mean too many things to be taken.
"""

from __future__ import annotations

import re

from attrs import frozen

_FORMATS = {
    "reel": "reel", "story": "story", "stories": "story", "storys": "story", "post": "post", "beitrag": "post",
    "publication": "post", "publicación": "post", "carousel": "carousel", "carrousel": "carousel",
    "carrusel": "carousel", "karussell": "carousel", "video": "video", "vidéo": "video", "vídeo": "video",
    "live": "live", "livestream": "live", "short": "short", "thread": "thread", "article": "article",
    "episode": "episode", "tiktok": "video", "tweet": "post",
}  # fmt: skip
_PLURALS = {f"{word}s": name for word, name in _FORMATS.items() if not word.endswith("s")}
_PLURALS |= {
    "beiträge": "post",
    "publicaciones": "post",
    "stories": "story",
    "storys": "story",
    "karussells": "carousel",
}
_WORDS = _FORMATS | _PLURALS
_NETWORKS = {
    "instagram": "instagram", "ig": "instagram", "insta": "instagram", "tiktok": "tiktok", "youtube": "youtube",
    "yt": "youtube", "facebook": "facebook", "fb": "facebook", "twitter": "x",
}  # fmt: skip
_OF_NETWORK = {"tiktok": "tiktok", "tiktoks": "tiktok", "tweet": "x", "tweets": "x"}
_PLAIN = frozenset(("feed", "in-feed", "static", "dedicated", "sponsored", "organic"))
_NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_BETWEEN = re.compile(r"\s*(?:[+,;&\n]|\b(?:and|und|et|y|plus)\b)\s*", re.IGNORECASE)
_word = "|".join(sorted(map(re.escape, _WORDS), key=len, reverse=True))
_net = "|".join(_NETWORKS)
_what = rf"(?:(?P<net>{_net})\s+)?(?:(?:{'|'.join(_PLAIN)})\s+)?(?P<word>{_word})(?!\w)"
_COUNTED = re.compile(
    rf"(?<![\w$€£¥₹.,–-])(?P<n>[0-9]{{1,2}}|{'|'.join(_NUMBERS)})\s*(?:[x×*]\s*|\s){_what}(?!\s+(?:{_word})(?!\w))",
    re.IGNORECASE,
)
_BEHIND = re.compile(rf"{_what}\s*[x×:]\s*(?P<n>[0-9]{{1,2}})", re.IGNORECASE)
_BARE = re.compile(_what, re.IGNORECASE)


@frozen
class Piece:
    """So many pieces of a format; ``platform`` is '' where the text does not say it."""

    platform: str
    format: str
    count: int


@frozen
class Understood:
    """What a text asks for. ``left`` is what was not understood, in its own words."""

    pieces: tuple[Piece, ...]
    left: tuple[str, ...]


def understand(text: str) -> Understood:
    """Take pieces out of a text."""
    left = [note.strip() for note in re.findall(r"[(\[]([^)\]]*)[)\]]", text)]
    bare = re.sub(r"[(\[][^)\]]*[)\]]", " ", text)
    pieces: list[Piece] = []
    alone: list[re.Match[str]] = []
    for part in _BETWEEN.split(bare):
        rest = part.strip(" .")
        found = _COUNTED.search(rest) or _BEHIND.fullmatch(rest)
        single = _BARE.fullmatch(rest)
        if found:
            pieces.append(_piece(found, _number(found["n"])))
            left += [rest[: found.start()], rest[found.end() :]]
        elif single:
            alone.append(single)
        else:
            left.append(rest)
    counted = any(piece.count for piece in pieces)
    for match in alone:
        if counted and match["word"].casefold() not in _PLURALS:
            pieces.append(_piece(match, 1))
        else:
            left.append(f"{match[0]} (how many?)")
    return Understood(_added_up(pieces), tuple(words for note in left if (words := note.strip(" .:–-"))))


def _piece(match: re.Match[str], count: int) -> Piece:
    word = match["word"].casefold()
    platform = _NETWORKS.get((match["net"] or "").casefold(), "") or _OF_NETWORK.get(word, "")
    return Piece(platform, _WORDS[word], count)


def _number(text: str) -> int:
    return _NUMBERS.get(text.casefold()) or int(text)


def _added_up(pieces: list[Piece]) -> tuple[Piece, ...]:
    sums: dict[tuple[str, str], int] = {}
    for piece in pieces:
        if piece.count:
            sums[piece.platform, piece.format] = sums.get((piece.platform, piece.format), 0) + piece.count
    return tuple(Piece(platform, name, count) for (platform, name), count in sums.items())
