"""The core's own actions: what people do with campaigns, influencers, deliverables and the ledger."""

from influcore.contributions import Action

from . import (
    advertisers,
    campaigns,
    collaborations,
    deliverables,
    exchange,
    groups,
    influencers,
    ledger,
    piece_texts,
    recording,
    targets,
)

ACTIONS: tuple[Action, ...] = (
    *advertisers.ACTIONS,
    *campaigns.ACTIONS,
    *collaborations.ACTIONS,
    *deliverables.ACTIONS,
    *exchange.ACTIONS,
    *groups.ACTIONS,
    *influencers.ACTIONS,
    *ledger.ACTIONS,
    *piece_texts.ACTIONS,
    *recording.ACTIONS,
    *targets.ACTIONS,
)
