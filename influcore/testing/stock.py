"""Workspaces that plugins' panels and actions can work on, and texts for their forms."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from attrs import evolve, fields, resolve_types

from influcore.contributions import Param, params_of
from influcore.entities import Entity, is_id
from influcore.errors import InflucoreError

from .campaigns import Planted, plant
from .contract import Contract
from .workspaces import Workspaces

if TYPE_CHECKING:
    from influcore.services.desk import Desk

# Markup, a formula, a template and a quote: printable, so that a name may hold it.
VISIBLE = "=HYPERLINK(\"x\")[red]<b onclick='x'>{0}%s\\"
CONTROL = f"\x1b]0;owned\x07\x1b[31m\u202e{VISIBLE}\n\t\x00"
# Found again where a private text is shown.
CANARY = "private-canary-7313"
_PRIVATE: Mapping[str, tuple[str, ...]] = {
    "influencer": ("email", "notes"),
    "collaboration": ("note",),
}


class StockedContract(Contract):
    """A contract that works on a campaign of two creators; ``fill`` adds what the plugin itself keeps."""

    texts: ClassVar[Mapping[str, Mapping[str, str]]] = {}

    def fill(self, desk: Desk, planted: Planted) -> None:
        """Put in what the plugin's panels and actions rest on, by its own actions or with ``desk.write``."""

    def stocked(self, workspace: Workspaces) -> tuple[Desk, Planted]:
        """Give a desk on the stocked workspace, and what was planted there."""
        return self._made(workspace, "stocked", lambda desk: None)

    def hostile(self, workspace: Workspaces) -> tuple[Desk, Planted]:
        """Give the same with markup, formulas and, where a field lets them in, escape sequences in every text."""
        return self._made(workspace, "hostile", make_hostile)

    def canaries(self, workspace: Workspaces) -> tuple[Desk, Planted]:
        """Give the same with a word to find again in every private text."""
        return self._made(workspace, "canaries", plant_canaries)

    def _made(self, workspace: Workspaces, what: str, spoil: Any) -> tuple[Desk, Planted]:
        kept: dict[str, Planted] = type(self).__dict__.get("_planted") or {}
        type(self)._planted = kept  # type: ignore[attr-defined]

        def fill(desk: Desk) -> None:
            kept[what] = plant(desk, posts=12)
            self.fill(desk, kept[what])
            spoil(desk)

        desk = workspace.filled((type(self), what), fill, *self.plugins())
        return desk, evolve(kept[what], desk=desk)

    def filled_in(self, name: str, form: type[Any], desk: Desk, planted: Planted) -> dict[str, str]:
        """Give texts for a form: the author's for that name, else what the campaign has to offer."""
        own = {key: text.format(**_places(planted)) for key, text in self.texts.get(name, {}).items()}
        guessed = {p.name: _text_for(p, desk, planted) for p in params_of(form) if p.required and p.name not in own}
        return guessed | own


def _places(planted: Planted) -> dict[str, str]:
    return {
        "campaign": planted.campaign.slug,
        "influencer": planted.influencers[0].slug,
        "advertiser": planted.advertiser.slug,
        "collaboration": f"{planted.campaign.slug}/{planted.influencers[0].slug}",
        "deliverable": planted.deliverables[0].id,
        "profile": planted.profiles[0].id,
    }


def _text_for(param: Param, desk: Desk, planted: Planted) -> str:
    """Make up a text that fits a field; '' where nothing is known that would."""
    if param.ref:
        return _places(planted).get(param.ref) or _some_id(desk, param.ref)
    if param.example:
        return param.example
    made_up = {
        "text": "Something", "longtext": "Something.", "secret": "s3cret-enough", "int": "1", "number": "1.5",
        "flag": "yes", "date": planted.campaign.starts.isoformat(), "datetime": f"{planted.campaign.starts} 18:00",
        "money": "100 EUR", "list": "one, two",
    }  # fmt: skip
    return param.choices[0] if param.choices else made_up.get(param.kind, "Something")


def _some_id(desk: Desk, kind: str) -> str:
    read = desk.session()
    known = read.value("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?", kind)
    return str(read.value(f'SELECT id FROM "{kind}" ORDER BY id LIMIT 1') or "") if known else ""


def make_hostile(desk: Desk) -> None:
    """Put hostile text into every text field that is filled and takes it."""
    from influcore.workspace.tables import CORE

    specs = [spec for _, tables in (("core", CORE), *desk.host.tables()) for spec in tables.tables]
    with desk.write("testing.hostile") as write:
        for kind in (spec.of for spec in specs if spec.of is not None and spec.kind == "entity"):
            for number, entity in enumerate(write.list(kind)):
                _spoil(write, entity, number)


def _spoil(write: Any, entity: Entity, number: int) -> None:
    for name in (f.name for f in fields(resolve_types(type(entity))) if f.type is str and f.name != "id"):
        value = getattr(entity, name)
        if not isinstance(value, str) or not value or is_id(value):
            continue
        for text in (f"{CONTROL}{number}", f"{VISIBLE}{number}"):
            try:
                with write.savepoint():
                    entity = write.change(_with(entity, {name: text}))
                break
            except (InflucoreError, ValueError, TypeError):
                continue  # the field refuses it, which is the best that can happen


def _with(entity: Entity, texts: Mapping[str, Any]) -> Entity:
    return evolve(entity, **texts)


def plant_canaries(desk: Desk) -> None:
    """Put the canary into e-mail addresses and notes."""
    from influcore.workspace.tables import CORE

    with desk.write("testing.canaries") as write:
        for spec in (s for s in CORE.tables if s.name in _PRIVATE and s.of is not None):
            assert spec.of is not None
            for entity in write.list(spec.of):
                write.change(_with(entity, dict.fromkeys(_PRIVATE[spec.name], CANARY)))
