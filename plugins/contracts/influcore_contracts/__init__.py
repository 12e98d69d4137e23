"""Track contracts, the law that asks for them, exclusivities and rights."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from influcore import hookimpl

if TYPE_CHECKING:
    from influcore import Action, Check, Field, Panel, Tables


@hookimpl
def influcore_register_tables() -> Sequence[Tables]:
    from .tables import TABLES

    return (TABLES,)


@hookimpl
def influcore_register_panels() -> Sequence[Panel]:
    from .law_page import LAW
    from .panels import HISTORY, TERMS
    from .register import REGISTER

    return (REGISTER, TERMS, HISTORY, LAW)


@hookimpl
def influcore_register_actions() -> Sequence[Action]:
    from .drafting import CREATE, EDIT
    from .moving import MOVE

    return (CREATE, EDIT, MOVE)


@hookimpl
def influcore_register_checks() -> Sequence[Check]:
    from .checks import CONFLICT, DISCLOSURE, EXPIRING, MISSING
    from .counter import THRESHOLD

    return (MISSING, THRESHOLD, CONFLICT, EXPIRING, DISCLOSURE)


@hookimpl
def influcore_register_fields() -> Sequence[Field]:
    from .fields import SIGNED, STATUS

    return (STATUS, SIGNED)
