"""What there is to look at."""

from __future__ import annotations

from attrs import frozen

from influcore import Content, Money, Panel, Session, opt

_CAMPAIGN = frozenset({"campaign", "collaboration", "deliverable", "entry", "post", "observation", "profile", "target"})


@frozen(kw_only=True)
class OutlookOf:
    """The campaign whose outlook is shown."""

    campaign: str = opt("Which campaign.", ref="campaign", arg=True)


def _read_outlook(session: Session, params: OutlookOf) -> Content:
    from .outlook import read_outlook

    return read_outlook(session, params.campaign)


@frozen(kw_only=True)
class WhatIf:
    """A campaign, and what would be otherwise."""

    campaign: str = opt("Which campaign.", ref="campaign", arg=True)
    fee_factor: float = opt("Multiply what the ledger says by this.", default=1.0, example="0.9")
    budget: Money | None = opt("Another budget, excluding VAT.", default=None, example="12000 EUR")
    add: tuple[str, ...] = opt("Pieces to add, as influencer:platform:format[:count[:fee of each]].", default=(),
                               example="lea-martin:instagram:reel:2:500 EUR")  # fmt: skip
    drop: tuple[str, ...] = opt("Influencers (slug, @handle) or deliverables (id) to leave out.", default=())
    shift: int = opt("Move what is not out yet by so many days.", default=0, unit="days")
    times: int = opt("Repeat the whole plan so many times.", default=1)


@frozen(kw_only=True)
class Wanted:
    """A sum to reach, and how surely."""

    campaign: str = opt("Which campaign.", ref="campaign", arg=True)
    kpi: str = opt("Which sum: a metric, or EMV.", default="engagements", example="views")
    value: float = opt("How much; the campaign's target if left out.", default=0.0, example="500000")
    probability: float = opt("With which probability, 0 to 1.", default=0.8)


def _read_actuals(session: Session, params: OutlookOf) -> Content:
    from .actuals import read_actuals

    return read_actuals(session, params.campaign)


def _read_what_if(session: Session, params: WhatIf) -> Content:
    from .whatif import compare, variant_of

    return compare(session, params.campaign, variant_of(session, params))


def _read_cards(session: Session, params: OutlookOf) -> Content:
    from .side_by_side import read_cards

    return read_cards(session, params.campaign)


def _read_benchmarks(session: Session, params: OutlookOf) -> Content:
    from .benchmarks import read_benchmarks

    return read_benchmarks(session, params.campaign)


def _read_seek(session: Session, params: Wanted) -> Content:
    from .whatif import seek

    return seek(session, params.campaign, params.kpi, params.value, params.probability)


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
        name="forecast.actuals",
        title="Forecast and actual",
        help="Show what came in against what was forecast before the first piece came out.",
        read=_read_actuals,
        subject="campaign",
        params=OutlookOf,
        phase="measure",
        order=40,
        watches=_CAMPAIGN,
    ),
    Panel(
        name="forecast.whatif",
        title="What if",
        help="Show the plan with other fees, pieces, days or people beside it; nothing is saved.",
        read=_read_what_if,
        subject="campaign",
        params=WhatIf,
        order=93,
        watches=_CAMPAIGN,
    ),
    Panel(
        name="forecast.seek",
        title="What would it take?",
        help="Show how many pieces like those planned, and which budget, reach a sum with a probability.",
        read=_read_seek,
        subject="campaign",
        params=Wanted,
        order=94,
        watches=_CAMPAIGN,
    ),
    Panel(
        name="forecast.emv",
        title="EMV by card",
        help="Show a campaign's EMV under every rate card, with what each lacks and where it is from.",
        read=_read_cards,
        subject="campaign",
        params=OutlookOf,
        order=95,
        watches=_CAMPAIGN,
    ),
    Panel(
        name="forecast.benchmarks",
        title="Benchmarks",
        help="Show what pieces cost and bring across your own campaigns, and how fair this one's fees are.",
        read=_read_benchmarks,
        subject="campaign",
        params=OutlookOf,
        phase="measure",
        order=60,
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
