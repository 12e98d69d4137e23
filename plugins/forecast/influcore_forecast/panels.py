"""What there is to look at."""

from __future__ import annotations

from attrs import frozen

from influcore import Content, Panel, Session, opt


@frozen(kw_only=True)
class OutlookOf:
    """The campaign whose outlook is shown."""

    campaign: str = opt("Which campaign.", ref="campaign", arg=True)


def _read_outlook(session: Session, params: OutlookOf) -> Content:
    from .outlook import read_outlook

    return read_outlook(session, params.campaign)


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
        watches=frozenset({"campaign", "collaboration", "deliverable", "entry", "post", "observation", "profile"}),
    ),
    Panel(
        name="forecast.model",
        title="Forecast model",
        help="Show what forecasts and EMV rest on: models, published figures with source and year, rate cards.",
        read=_read_model,
        order=90,
    ),
)
