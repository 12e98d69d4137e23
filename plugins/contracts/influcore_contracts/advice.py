"""What to look at again before a contract goes out. Not legal advice."""

from __future__ import annotations

from collections.abc import Sequence

from influcore import Campaign, Collaboration, Read

from .entities import Contract
from .law import current_law


def advice(read: Read, contract: Contract) -> Sequence[str]:
    """Say which assigned rights are not delimited, and which disclosure words a market wants."""
    law, found = current_law(), []
    if contract.rights_scope:
        parts = {
            "purpose": contract.rights_purpose,
            "place": contract.rights_territory,
            "duration": contract.rights_from and contract.rights_to,
        }
        missing = [name for name, value in parts.items() if not value]
        if missing and contract.law in ("", law.written.country):
            found.append(
                "French law asks each assigned right to be delimited by scope, purpose, place and duration; "
                f"missing here: {', '.join(missing)} ({law.disclaimer.lower().rstrip('.')})"
            )
    campaign = read.get(Campaign, read.get(Collaboration, contract.collaboration).campaign)
    found += [
        disclosure_gap(d.wants, d.source)
        for d in law.disclosures_for(campaign.markets)
        if not d.is_met_by(contract.disclosure)
    ]
    return found


def disclosure_gap(wants: str, source: str) -> str:
    """Say what a market wants that the wording does not have."""
    return f"the wording lacks what the market wants: {wants} ({source})"
