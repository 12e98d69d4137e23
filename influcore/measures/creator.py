"""What a KPI of a creator alone may need: facts of one profile, of its recent posts, and what is typical of them."""

from __future__ import annotations

from collections.abc import Mapping

# The counts of which there is a typical value, `typical_likes` and so on.
TYPICAL = ("engagements", "likes", "comments", "shares", "saves", "views", "impressions", "reach", "clicks", "orders")

CREATOR_QUANTITIES: Mapping[str, str] = {
    "followers": "the last known follower count",
    "posts": "how many recent posts are looked at (core.recent_posts in the settings says at most how many)",
    "posts_per_week": "how many posts a week there were, from the first of the recent posts to the last",
    "days_since_post": "days since the newest known post",
    "engagement_growth": "median engagements of the newer half of the recent posts ÷ that of the older half − 1",
} | {
    f"typical_{metric}": f"{metric} of a post: the median of the recent posts, else the average that a list states"
    for metric in TYPICAL
}
