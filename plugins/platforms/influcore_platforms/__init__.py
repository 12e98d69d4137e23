"""Read the files that platforms and other tools give: lists, posts, followers and exports."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from influcore import hookimpl

if TYPE_CHECKING:
    from influcore import Connector, Kpi, Metric


@hookimpl
def influcore_register_connectors() -> Sequence[Connector]:
    from .account_names import ACCOUNT_NAMES
    from .creators_table import CREATORS_TABLE
    from .edges import EDGES
    from .follower_list import FOLLOWER_LIST
    from .influencer_list import INFLUENCER_LIST
    from .meta_business import META_BUSINESS
    from .orders import ORDERS_TABLE, SHOPIFY_ORDERS
    from .posts_table import POSTS_TABLE
    from .tiktok_studio import TIKTOK_STUDIO
    from .top_list import TOP_LIST
    from .visits import SHLINK_VISITS, YOURLS_LOG
    from .youtube_studio import YOUTUBE_STUDIO

    return (
        ACCOUNT_NAMES,
        CREATORS_TABLE,
        EDGES,
        FOLLOWER_LIST,
        INFLUENCER_LIST,
        META_BUSINESS,
        ORDERS_TABLE,
        POSTS_TABLE,
        SHLINK_VISITS,
        SHOPIFY_ORDERS,
        TIKTOK_STUDIO,
        TOP_LIST,
        YOURLS_LOG,
        YOUTUBE_STUDIO,
    )


@hookimpl
def influcore_register_kpis() -> Sequence[Metric | Kpi]:
    from .metrics import AUTHENTIC_ENGAGEMENTS

    return (AUTHENTIC_ENGAGEMENTS,)
