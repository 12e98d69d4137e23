"""What forecasts and EMV rest on, as a panel: models, published figures and rate cards, each with its source."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from influcore import Column, Document, Session, Stack, Table
from influcore.contributions import small_table

from .cards import cards
from .models import MODELS
from .settings import ForecastSettings
from .sources import Priors, priors

_SAID = ("source", "year", "mark", "note", "names")
_HOW = (
    ("How the default model works",
     "A creator's level of each metric is followed through its posts on the logarithm, newer ones weighing more "
     "and outliers less, and shrunk towards creators of the same platform and size. Errors of forecasts made along "
     "the way, pooled over other creators, give the intervals their width and shape. A level drifts back towards "
     "others' the longer ago the last post is. All pieces of a creator share its level in each future, so that "
     "totals have honest intervals; what is uncertain about a published figure is shared by everybody on the "
     "platform."),
    ("Without history",
     "Published engagement rates by platform and followers, moved by the histories in this workspace. What nobody "
     "has published is missing, and said so."),
    ("Not proven",
     "Intervals were tested on likes of Instagram posts of 2017 and of Instagram posts and tweets of 2020, and on "
     "views, likes, comments, shares and saves of TikTok videos of 2025. Other metrics follow the same method and are "
     "not proven; those from ratios rest on the figures below. “forecast.backtest” tests on your own posts."),
    ("EMV",
     "What the counts would be worth by a vendor's documented rule. It is no money earned, and cards disagree by "
     "more than three times; choose one with the setting forecast.rate_card."),
)  # fmt: skip


def read_basis(session: Session) -> Stack:
    """Show everything a forecast rests on."""
    own: ForecastSettings = session.settings(ForecastSettings, "forecast")
    return Stack(
        title="What forecasts rest on",
        parts={
            "method": Document(paragraphs=_HOW, title="Method"),
            "models": _models(),
            "figures": _figures(priors(own.data_dir)),
            "cards": _cards(own),
        },
    )


def _models() -> Table:
    rows = [
        {"name": m.name, "what": m.help, "intervals": not m.points_only, "source": m.source, "title": m.title}
        for m in MODELS
    ]
    return small_table(
        [
            Column(name="name", title="Model"),
            Column(name="what", title="What it does"),
            Column(name="intervals", title="Intervals", kind="flag"),
            Column(name="source", title="Source", wide=2),
        ],
        rows,
        title="Models",
    )


def _figures(known: Priors) -> Table:
    rows = []
    for name, table in known.tables.items():
        if "source" not in table:
            continue
        rows.append(
            {
                "figure": name,
                "value": _value(table),
                "year": str(table["year"]),
                "mark": str(table["mark"]),
                "source": "; ".join(str(table[key]) for key in ("source", "note") if key in table),
                "file": known.origins[name],
            }
        )
    return small_table(
        [
            Column(name="figure", title="Figure"),
            Column(name="value", title="Value"),
            Column(name="year", title="Year"),
            Column(name="mark", title="Mark"),
            Column(name="source", title="Source", wide=1),
            Column(name="file", title="File", wide=2),
        ],
        rows,
        title="Published and measured figures",
    )


def _value(table: Mapping[str, Any]) -> str:
    if "bands" in table:
        names = table.get("names", [f"under {above:g}" for above, _ in table["bands"]])
        return ", ".join(f"{name} {value:g}" for name, (_, value) in zip(names, table["bands"], strict=True))
    if "value" in table:
        of = table.get("of")
        return f"{table['value']:g}" + (f" × {of}" if of else "")
    return ", ".join(f"{k} {v}" for k, v in table.items() if k not in _SAID and not isinstance(v, dict | list))


def _cards(own: ForecastSettings) -> Table:
    rows = [
        {
            "card": card.name + (" (chosen)" if card.name == own.rate_card else ""),
            "platform": platform,
            "rule": " + ".join(item.text for item in items),
            "currency": card.currency,
            "year": str(card.year),
            "source": f"{card.source} ({card.mark})",
        }
        for card in cards(own.data_dir).values()
        for platform, items in card.items.items()
    ]
    return small_table(
        [
            Column(name="card", title="Card"),
            Column(name="platform", title="Platform"),
            Column(name="rule", title="Rule"),
            Column(name="currency", title="Currency"),
            Column(name="year", title="Year", wide=1),
            Column(name="source", title="Source", wide=1),
        ],
        rows,
        title="EMV rate cards",
    )
