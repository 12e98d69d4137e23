"""What there is to look at."""

from __future__ import annotations

from attrs import frozen

from influcore import Content, Panel, Session, opt


_CAMPAIGN = frozenset({"campaign", "collaboration", "deliverable", "entry", "post", "observation", "profile", "target"})


@frozen(kw_only=True)
class OutlookOf:
    """The campaign whose outlook is shown."""

    campaign: str = opt("Which campaign.", ref="campaign", arg=True)


def _read_outlook(session: Session, params: OutlookOf) -> Content:
    from .outlook import read_outlook

    return read_outlook(session, params.campaign)


@frozen(kw_only=True)
class BacktestOf:
    """What to test on."""

    platform: str = opt("Only this platform.", default="", example="instagram")
    fewest: int = opt("Forecast posts with at least so many earlier ones.", default=3)


def _read_backtest(session: Session, params: BacktestOf) -> Content:
    from .proof import read_backtest

    return read_backtest(session, params.platform, params.fewest)


def _read_model(session: Session, _: object) -> Content:
    from .basis import read_basis

    return read_basis(session)


PANELS = (
    Panel(
        name="forecast.outlook",
        title="Deliverables & forecast",
        help="Show what each planned piece will bring, with intervals, by influencer and in total.",
        read=_read_outlook,
        subject="campaign",
        params=OutlookOf,
        order=40,
        watches=_CAMPAIGN,
    ),
    Panel(
        name="forecast.backtest",
        title="Forecast back-test",
        help="Show how right forecasts of the posts in this workspace would have been, against a creator's last ten.",
        read=_read_backtest,
        params=BacktestOf,
        phase="measure",
        order=80,
        watches=frozenset({"post", "observation", "profile"}),
    ),
    Panel(
        name="forecast.model",
        title="Forecast model",
        help="Show what forecasts and EMV rest on: models, published figures with source and year, rate cards.",
        read=_read_model,
        order=90,
    ),
)
