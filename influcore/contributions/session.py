"""A reading for panels and checks, with what the core works out from it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Protocol

from .reading import Read

if TYPE_CHECKING:
    from influcore.measures import Audience, History, KpiScore, Line, Outlook, Quantity, ReachAnswer, Variant

    from .field import Field
    from .finding import Finding


class Session(Read, Protocol):
    """A reading for panels and checks: `Read`, and what the core works out from it."""

    def outlook(self, campaign: str, *, variant: Variant | None = None) -> Outlook:
        """Forecast a campaign (kept by revision of its inputs), as it is planned or changed in thought."""

    def draws(
        self, campaign: str, names: Sequence[str], variant: Variant | None = None
    ) -> Mapping[str, Mapping[str, Quantity]]:
        """Give figures of each piece world by world: by name, then by the deliverable's id; those that there are."""

    def findings(self, campaign: str | None = None) -> Sequence[Finding]:
        """Run every check, on one campaign or on all."""

    def history(self, platform: str = "") -> History:
        """Give the posts and averages of every profile on a platform, or on all, as models get them."""

    def creator_kpis(self, influencers: Sequence[str]) -> Sequence[Line]:
        """Work out the KPIs of creators alone: a line for each profile of these ids, slugs or handles, in order."""

    def kpi_scores(self, platform: str = "") -> Sequence[KpiScore]:
        """Back-test every KPI on the posts of a platform, or of all: how often its intervals would have held."""

    def fields(self, subject: str) -> Sequence[Field]:
        """List the fields that hang on entities of a kind; their values are read with `Read.field`."""

    def estimate_reach(self, parts: Sequence[Audience]) -> ReachAnswer | None:
        """Ask every plugin how many different people these audiences reach; the best answer, or None without parts."""
