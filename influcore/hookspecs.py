"""The hooks that influcore calls. A new one needs two plugins that want it.

No hook wrappers, no ``tryfirst``, no ``firstresult``: every implementation is called alone, in the order of the
plugins' names, and its failure is its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import pluggy

if TYPE_CHECKING:
    from influcore.contributions import (
        Action,
        Check,
        Connector,
        Field,
        ForecastModel,
        Panel,
        Read,
        Route,
        Screen,
        Settings,
        Sink,
        Tables,
    )
    from influcore.entities import Ref
    from influcore.measures import Audience, Kpi, Metric, ReachAnswer

hookspec = pluggy.HookspecMarker("influcore")
hookimpl = pluggy.HookimplMarker("influcore")


@hookspec
def influcore_register_kpis() -> Sequence[Metric | Kpi]:  # type: ignore[empty-body]
    """Offer metrics and KPIs.

    Called: once, when the plugins are read; kept in a manifest until a plugin changes.
    Order: by plugin, then as returned. A name that is taken is refused, the core's names first.
    Errors: the whole answer of this plugin is dropped and listed with its reason.
    Since: 1.
    :returns: metrics and KPIs, each with its unit and source.
    """


@hookspec
def influcore_register_models() -> Sequence[ForecastModel]:  # type: ignore[empty-body]
    """Offer forecasting models.

    Called: once, when the plugins are read.
    Order: by plugin; a campaign chooses by name.
    Errors: dropped and listed.
    Since: 1.
    :returns: models whose draws are joint over the pieces of a creator.
    """


@hookspec
def influcore_register_connectors() -> Sequence[Connector]:  # type: ignore[empty-body]
    """Offer readers of files.

    Called: once, when the plugins are read.
    Order: by how sure each one's ``sniff`` is; a tie is asked back to the user.
    Errors: dropped and listed.
    Since: 1.
    :returns: connectors.
    """


@hookspec
def influcore_register_sinks() -> Sequence[Sink]:  # type: ignore[empty-body]
    """Offer a place for records that the core does not keep itself (audiences, demographics, clicks).

    Called: once, when the plugins are read.
    Order: every sink of a record's type takes it.
    Errors: dropped and listed; one that raises while taking ends that import, which writes nothing.
    Since: 1.
    :returns: sinks, each for one type of record.
    """


@hookspec
def influcore_register_panels() -> Sequence[Panel]:  # type: ignore[empty-body]
    """Offer something to look at.

    Called: once, when the plugins are read.
    Order: by phase, then by the panel's ``order`` and title.
    Errors: dropped and listed.
    Since: 1.
    :returns: panels named ``<plugin>.<thing>``.
    """


@hookspec
def influcore_register_actions() -> Sequence[Action]:  # type: ignore[empty-body]
    """Offer something to do.

    Called: once, when the plugins are read.
    Order: by name.
    Errors: dropped and listed.
    Since: 1.
    :returns: actions named ``<plugin>.<verb>``.
    """


@hookspec
def influcore_register_checks() -> Sequence[Check]:  # type: ignore[empty-body]
    """Offer checks that yield findings.

    Called: once, when the plugins are read.
    Order: findings are sorted by severity, then by check.
    Errors: dropped and listed; one that raises while running becomes a finding about itself.
    Since: 1.
    :returns: checks named ``<plugin>.<thing>``.
    """


@hookspec
def influcore_register_fields() -> Sequence[Field]:  # type: ignore[empty-body]
    """Offer values that hang on entities.

    Called: once, when the plugins are read.
    Order: by name.
    Errors: dropped and listed; who asks for the field gets *unknown*.
    Since: 1.
    :returns: fields named ``<plugin>.<thing>``.
    """


@hookspec
def influcore_register_tables() -> Sequence[Tables]:  # type: ignore[empty-body]
    """Bring own tables.

    Called: once, when the plugins are read, and once in each process that opens a workspace.
    Order: by ``Tables.order``, then by plugin; the core's come first.
    Errors: a migration that fails is rolled back with all of this plugin's; the plugin is left out, and listed.
    Since: 1.
    :returns: one `Tables` with migrations and what each table is.
    """


@hookspec
def influcore_register_routes() -> Sequence[Route]:  # type: ignore[empty-body]
    """Offer web pages under ``/<plugin>/``.

    Called: once, when the plugins are read, and once when ``influcore serve`` starts.
    Order: none; a path that is taken is refused.
    Errors: dropped and listed.
    Since: 1.
    :returns: routes.
    """


@hookspec
def influcore_register_screens() -> Sequence[Screen]:  # type: ignore[empty-body]
    """Bring a screen that draws by itself, where no content would do.

    Called: once, when the plugins are read, and once by the terminal application, which alone loads the widget.
    Order: by title.
    Errors: dropped and listed; a widget that fails shows its reason in its own pane.
    Since: 1.
    :returns: screens, named by ``module:Class`` so that nothing is imported before it is opened.
    """


@hookspec
def influcore_register_settings() -> Sequence[Settings]:  # type: ignore[empty-body]
    """Say what users may set.

    Called: once, when the plugins are read; again when settings are listed or changed.
    Order: none; a plugin has one section, which bears its name.
    Errors: dropped and listed.
    Since: 1.
    :returns: one `Settings`; its class is the one to ask for with ``read.settings``.
    """


@hookspec
def influcore_estimate_reach(read: Read, parts: Sequence[Audience]) -> ReachAnswer | None:
    """Say how many different people these audiences reach together.

    Called: once for each total of an outlook.
    Order: all answers are collected; the core takes the best basis, then the narrowest. Never rely on position.
    Errors: InflucoreError is shown to the user; anything else drops this plugin's answer and is listed with its name.
    Since: 1.
    :param read: the workspace as it is for this outlook.
    :param parts: one for each profile, at least one; ``seen`` is a share of followers, 0-1, one number a world.
    :returns: people in each world with its basis, or None if this plugin knows nothing about any of them.
    """
    return None


@hookspec
def influcore_after_change(read: Read, action: str, changed: Sequence[Ref]) -> None:
    """Learn what has been changed; may not write.

    Called: after a transaction is committed, in each process, from the journal, at least once.
    Order: by plugin.
    Errors: listed; the change stays.
    Since: 1.
    :param read: the workspace after the change.
    :param action: the name of the action that made it.
    :param changed: what was touched, without doubles.
    :returns: nothing.
    """


SPECS: tuple[Any, ...] = tuple(value for name, value in sorted(globals().items()) if name.startswith("influcore_"))
