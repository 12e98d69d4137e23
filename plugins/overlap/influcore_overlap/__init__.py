"""Count how audiences overlap: pairs, exclusive, deduplicated, frequency, and the order by new people."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from influcore import hookimpl

if TYPE_CHECKING:
    from influcore import Action, Audience, Check, Connector, Field, Panel, ReachAnswer, Read, Settings, Sink, Tables


@hookimpl
def influcore_register_tables() -> Sequence[Tables]:
    from .tables import TABLES

    return (TABLES,)


@hookimpl
def influcore_register_sinks() -> Sequence[Sink]:
    from .sink import AUDIENCES
    from .told import REPORTS

    return (AUDIENCES, REPORTS)


@hookimpl
def influcore_register_connectors() -> Sequence[Connector]:
    from .told_files import MODASH, PAIRS

    return (MODASH, PAIRS)


@hookimpl
def influcore_register_panels() -> Sequence[Panel]:
    from .panels import PANELS

    return PANELS


@hookimpl
def influcore_register_checks() -> Sequence[Check]:
    from .checks import DOUBLE_PAID, HIDDEN_AUDIENCE

    return (DOUBLE_PAID, HIDDEN_AUDIENCE)


@hookimpl
def influcore_register_actions() -> Sequence[Action]:
    from .forgetting import FORGET
    from .sampling import SAMPLED

    return (FORGET, SAMPLED)


@hookimpl
def influcore_register_fields() -> Sequence[Field]:
    from .fields import AUDIENCE_KNOWN

    return (AUDIENCE_KNOWN,)


@hookimpl
def influcore_estimate_reach(read: Read, parts: Sequence[Audience]) -> ReachAnswer | None:
    from .hook import estimate_reach

    return estimate_reach(read, parts)


@hookimpl
def influcore_register_settings() -> Sequence[Settings]:
    from .settings import SETTINGS

    return (SETTINGS,)
