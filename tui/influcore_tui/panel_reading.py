"""Reading a panel: its params filled from the subject, its faults told to the host."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from influcore.entities import Ref
from influcore.errors import InflucoreError

if TYPE_CHECKING:
    from influcore.contributions import Panel
    from influcore.host import Listed
    from influcore.services.desk import Desk


def reading(
    desk: Desk, panel: str, subject: Ref | None = None, options: Mapping[str, Any] | None = None
) -> Callable[[], Any]:
    """Make the function that reads a panel, to be run on a reader's thread.

    ``options`` is looked at each time, so that it can be changed in between.
    """

    def read() -> Any:
        chosen = desk.host.panel(panel)
        params = _params(chosen, subject, options or {}) if chosen.params is not None else None
        try:
            return desk.content(chosen, params)
        except InflucoreError:
            raise
        except Exception as error:
            desk.host.blame(desk.host.owner("panel", panel), f"panel {panel}", error)
            raise

    return read


def _params(panel: Panel, subject: Ref | None, options: Mapping[str, Any]) -> Any:
    from influcore.contributions.params import params_of, parse_form

    assert panel.params is not None
    texts = dict(options)
    if panel.subject and subject is not None:
        texts[params_of(panel.params)[0].name] = subject.id
    return parse_form(panel.params, texts)


def needs_asking(panel: Listed) -> bool:
    """Say whether a panel can not be read before the user has said something."""
    own = panel.params[1:] if panel.subject else panel.params
    return any(param.get("required") for param in own)
