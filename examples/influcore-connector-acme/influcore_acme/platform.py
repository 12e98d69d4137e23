"""The platform that this connector brings along."""

from __future__ import annotations

from influcore import Format, Platform

ACME = Platform(
    name="acme",
    title="Acme",
    formats=(Format("clip", "Clip"), Format("card", "Card"), Format("live", "Live")),
    engagement=("likes", "comments", "acme_hearts"),
    profile_url="https://acme.example/@{handle}",
    handle=r"[a-z0-9._]{2,30}",
)
