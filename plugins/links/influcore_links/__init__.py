"""Make tagged short links for influencers and their deliverables."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from influcore import hookimpl

if TYPE_CHECKING:
    from influcore import Action, Check, Field, Panel, Route, Tables


@hookimpl
def influcore_register_tables() -> Sequence[Tables]:
    from .tables import TABLES

    return (TABLES,)


@hookimpl
def influcore_register_panels() -> Sequence[Panel]:
    from .panels import LINK, REGISTER

    return (REGISTER, LINK)


@hookimpl
def influcore_register_actions() -> Sequence[Action]:
    from .creating import CREATE, CREATE_ALL
    from .patterns import TEMPLATE
    from .retiring import RETIRE

    return (CREATE, CREATE_ALL, RETIRE, TEMPLATE)


@hookimpl
def influcore_register_checks() -> Sequence[Check]:
    from .checks import MISSING

    return (MISSING,)


@hookimpl
def influcore_register_fields() -> Sequence[Field]:
    from .fields import URL

    return (URL,)


@hookimpl
def influcore_register_routes() -> Sequence[Route]:
    from .routes import REDIRECT

    return (REDIRECT,)
