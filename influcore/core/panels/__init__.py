"""The core's own panels: lists of the workspace, and a campaign seen from several sides."""

from influcore.contributions import Panel

from . import calendar, campaigns, creator_kpis, creators, ledger, overview, roster, sales

PANELS: tuple[Panel, ...] = (
    *campaigns.PANELS,
    *overview.PANELS,
    *roster.PANELS,
    *calendar.PANELS,
    *creators.PANELS,
    *creator_kpis.PANELS,
    *ledger.PANELS,
    *sales.PANELS,
)
