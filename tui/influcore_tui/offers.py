"""What the plugins offer, as the screen needs it: which panels make tabs, which actions fit a row, what “add” means."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from influcore.contributions.panel import PHASES
from influcore.terminal import clean

if TYPE_CHECKING:
    from influcore.host import Catalogue, Listed

# What one adds to such a subject, and the kinds of rows that grow by it rather than by an action of their own.
_JOINS = {"campaign": ("collaboration.add",)}
_BELONGS = {"campaign": ("influencer", "collaboration")}
_VERBS = ("new", "add", "create")


def tabs(catalogue: Catalogue, subject: str) -> tuple[Listed, ...]:
    """Give the panels about a kind, in the order of their tabs: by phase, their own order, title."""
    found = [panel for panel in catalogue.panels if (panel.subject or "") == subject]
    return tuple(sorted(found, key=_place))


def _place(panel: Listed) -> tuple[int, int, str]:
    phase = PHASES.index(panel.phase) if panel.phase in PHASES else len(PHASES)
    return phase, panel.order, panel.title


def actions_on(catalogue: Catalogue, kind: str, others: Collection[str] = ()) -> tuple[Listed, ...]:
    """Give the actions for a row: those made for its kind, then those whose form takes it or what it names."""
    own = [action for action in catalogue.actions if action.subject == kind]
    kinds = {kind, *others}
    taking = [action for action in catalogue.actions if action not in own and _takes(action, kinds)]
    return (*own, *taking)


def _takes(action: Listed, kinds: Collection[str]) -> bool:
    return any(param["ref"] in kinds for param in action.params if param.get("ref"))


def adding(catalogue: Catalogue, panel: str, kind: str, subject: str) -> Listed | None:
    """Find what “add” means where one is.

    In a campaign, a list of influencers grows by `collaboration.add`; a list of anything else by its own ``add``.
    """
    group = panel.partition(".")[0]
    joins = _JOINS.get(subject, ())
    if kind in _BELONGS.get(subject, ()):
        return _first(catalogue, joins)
    near = [f"{kind}.{verb}" for verb in _VERBS if kind] + [f"{group}.{verb}" for verb in _VERBS if group != subject]
    return _first(catalogue, [*near, *joins])


def editing(catalogue: Catalogue, kind: str) -> Listed | None:
    """Find what “edit” means for a row."""
    return _first(catalogue, [f"{kind}.edit"]) if kind else None


def title_of(offer: Listed) -> str:
    """Name an offer for people."""
    return clean(offer.title or offer.name.rpartition(".")[2].replace("_", " ").capitalize())


def _first(catalogue: Catalogue, names: Iterable[str]) -> Listed | None:
    return next((found for name in names if (found := catalogue.find("action", name)) is not None), None)
