"""Meta Business Suite's export of Instagram content (posts), in English, German, Brazilian Portuguese and French.

Columns come in any order. “Date” holds the word Lifetime. Times are in the zone that the suite was set to, which the
file does not say.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from attrs import frozen

from influcore import Connector, CreatorRecord, InvalidInput, Match, Note, PostRecord, Reject, Sample, Source
from influcore.contributions.numbers import parse_count

from .headers import cell, columns, delimiter_of, need, opened, refuse_doubles
from .times import parse_moment

_ID = {"en": "post id", "de": "beitrags id", "pt": "identificação da publicação", "fr": "identifiant de la publication"}
_COLUMNS: Mapping[str, Sequence[str]] = {
    "key": tuple(_ID.values()),
    "handle": ("account username", "konto benutzername", "nome de usuário da conta", "nom de profil du compte"),
    "name": ("account name", "kontoname", "nome da conta", "nom du compte"),
    "posted": ("publish time", "veröffentlichungszeitpunkt", "horário de publicação", "heure de publication"),
    "url": ("permalink", "link permanente", "permalien"),
    "format": ("post type", "beitragstyp", "tipo de publicação", "type de publication"),
}
_COUNTS: Mapping[str, Sequence[str]] = {
    "views": ("views", "aufrufe", "visualizações", "vues"),
    "impressions": ("impressions", "impressionen", "impressões"),
    "reach": ("reach", "reichweite", "alcance", "couverture"),
    "likes": ("likes", "gefällt mir angaben", "curtidas", "j aime", "mentions j aime"),
    "comments": ("comments", "kommentare", "comentários", "commentaires"),
    "shares": ("shares", "geteilte inhalte", "compartilhamentos", "partages"),
    "saves": ("saves", "gespeicherte beiträge", "salvamentos", "enregistrements"),
}
_FORMATS = (
    ("reel", "reel"), ("carousel", "carousel"), ("karussell", "carousel"), ("carrossel", "carousel"),
    ("carrousel", "carousel"), ("story", "story"), ("video", "video"), ("vídeo", "video"), ("vidéo", "video"),
    ("image", "post"), ("bild", "post"), ("imagem", "post"), ("photo", "post"), ("foto", "post"),
)  # fmt: skip


@frozen
class _Export:
    """One file: its language decides the order of dates and the decimal mark."""

    source: Source
    language: str
    at: Mapping[str, int]
    counts: Mapping[str, int]

    @property
    def order(self) -> str:
        return self.source.options.get("dates", "mdy" if self.language == "en" else "dmy")

    @property
    def decimal(self) -> str:
        return self.source.options.get("decimal", "." if self.language == "en" else ",")

    def handle(self, row: Sequence[str]) -> str:
        return cell(row, self.at.get("handle")) or self.source.options.get("account", "")

    def post(self, line: int, row: Sequence[str]) -> PostRecord:
        """Make the record of a row. Errors: ValueError."""
        key = cell(row, self.at["key"])
        if not key or not self.handle(row):
            raise ValueError("the post has no id" if not key else "no account is named")
        zone = self.source.options.get("zone", "UTC")
        posted, exact = parse_moment(cell(row, self.at["posted"]), zone, self.order)
        values = {metric: parse_count(cell(row, place), self.decimal) for metric, place in self.counts.items()}
        return PostRecord(
            platform="instagram", handle=self.handle(row), key=key, format=_format(cell(row, self.at.get("format"))),
            posted=posted, exact=exact, counts={metric: value for metric, value in values.items() if value is not None},
            url=cell(row, self.at.get("url")), line=line,
        )  # fmt: skip


def sniff(sample: Sample) -> Match | None:
    """Know it by its columns of post id and publish time, in any of its languages."""
    at = columns(sample.header, _COLUMNS)
    counts = columns(sample.header, _COUNTS)
    if {"key", "posted"} <= set(at) and "likes" in counts and ("url" in at or "format" in at):
        return Match(90, "Meta Business Suite's export of Instagram posts")
    return None


def read(source: Source) -> Iterator[CreatorRecord | PostRecord | Reject | Note]:
    """Give a post a row, and each account before its first one."""
    delimiter = delimiter_of(source)
    header, rows = opened(source, delimiter)
    export = _export(source, header)
    if "zone" not in source.options:
        yield Note(
            "the times are taken as UTC; the file does not say their zone (else give --option zone=Europe/Berlin)"
        )
    accounts: set[str] = set()
    for line, row in rows:
        try:
            post = export.post(line, row)
        except ValueError as error:
            yield Reject(line, str(error), value=delimiter.join(row)[:80])
            continue
        if post.handle not in accounts:
            accounts.add(post.handle)
            name = cell(row, export.at.get("name"))
            yield CreatorRecord(platform="instagram", handle=post.handle, name=name, line=line)
        yield post


def _export(source: Source, header: Sequence[str]) -> _Export:
    at, counts = columns(header, _COLUMNS), columns(header, _COUNTS)
    need(at, ("key", "posted"), source.name)
    refuse_doubles(header, [*at.values(), *counts.values()], source.name)
    if "handle" not in at and not source.options.get("account"):
        raise InvalidInput(f"{source.name} does not say whose posts these are", hint="give --option account=HANDLE")
    language = next(lang for lang, name in _ID.items() if "key" in columns(header, {"key": (name,)}))
    return _Export(source, language, at, counts)


def _format(text: str) -> str:
    folded = text.casefold()
    return next((format for word, format in _FORMATS if word in folded), "")


META_BUSINESS = Connector(
    name="platforms.meta-business",
    title="Meta Business Suite, Instagram posts",
    help="The content export of Meta Business Suite (en, de, pt-BR, fr), with reach, saves and shares.",
    gives=("influencers", "posts"),
    sniff=sniff,
    read=read,
    options=("account", "zone", "dates", "decimal"),
)
