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
    from .posts_table import POSTS_TABLE
    from .top_list import TOP_LIST
    from .youtube_studio import YOUTUBE_STUDIO

    return (
        ACCOUNT_NAMES,
        CREATORS_TABLE,
        EDGES,
        FOLLOWER_LIST,
        INFLUENCER_LIST,
        META_BUSINESS,
        POSTS_TABLE,
        TOP_LIST,
        YOUTUBE_STUDIO,
    )


@hookimpl
def influcore_register_kpis() -> Sequence[Metric | Kpi]:
    from .metrics import AUTHENTIC_ENGAGEMENTS

    return (AUTHENTIC_ENGAGEMENTS,)
