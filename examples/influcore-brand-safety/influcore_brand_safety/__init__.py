"""Note what a brand should know before it works with somebody."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from influcore import hookimpl

if TYPE_CHECKING:
    from influcore import Action, Check, Field, Panel, Screen, Tables

influcore_api_version = 1


@hookimpl
def influcore_register_tables() -> Sequence[Tables]:
    from .tables import TABLES

    return (TABLES,)


@hookimpl
def influcore_register_actions() -> Sequence[Action]:
    from .actions import FLAG, SETTLE

    return (FLAG, SETTLE)


@hookimpl
def influcore_register_panels() -> Sequence[Panel]:
    from .panel import FLAGS

    return (FLAGS,)


@hookimpl
def influcore_register_checks() -> Sequence[Check]:
    from .check import OPEN

    return (OPEN,)


@hookimpl
def influcore_register_fields() -> Sequence[Field]:
    from .field import GRAVITY

    return (GRAVITY,)


@hookimpl
def influcore_register_screens() -> Sequence[Screen]:
    from .screen import WALL

    return (WALL,)
