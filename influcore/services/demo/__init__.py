"""Make the sample workspace: fictional brands and creators with realistic figures, showing every capability."""

from __future__ import annotations

import datetime as dt
import os
import tomllib
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from influcore.entities import CountedIds, ExchangeRate
from influcore.services.desk import Desk
from influcore.workspace import Actor

from .cast import add_audiences, add_brands, add_creators, add_groups
from .history import add_history
from .plans import add_campaigns, add_collaborations, add_contracts, add_links

if TYPE_CHECKING:
    from influcore.host import Host


def script() -> dict[str, Any]:
    """Give the sample's data file."""
    return tomllib.loads(files("influcore.data").joinpath("demo.toml").read_text(encoding="utf-8"))


def build(path: Path, host: Host, clock: Any = None) -> Desk:
    """Make the sample workspace at ``path`` and open it. Errors: Refused where a file is there already.

    It is made beside its place and moved there whole, so that an interrupted demo leaves nothing half done.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    making = path.with_name(f".{path.name}.{os.getpid()}")
    options: dict[str, Any] = {"clock": clock} if clock else {}
    desk = Desk.create(making, host, ids=CountedIds(), actor=Actor(kind="user", name="demo"), **options)
    try:
        _fill(desk)
        desk.close()
        os.link(making, path)
    except FileExistsError:
        from influcore.errors import Refused

        raise Refused(f"{path} is there already", hint="name another file with -w, or use --reset") from None
    finally:
        desk.close()
        for suffix in ("", "-wal", "-shm"):
            making.with_name(making.name + suffix).unlink(missing_ok=True)
    return Desk.open(path, host, **options)


def _fill(desk: Desk) -> None:
    told = script()
    today: dt.date = desk.session().today
    with desk.write("demo") as write:
        brands = add_brands(write, told)
        people = add_creators(write, told, today)
        add_groups(write, told, people)
        add_history(write, told, people, today)
        campaigns = add_campaigns(write, told, brands, today)
        add_collaborations(write, told, campaigns, people, today)
        for rate in told["exchange_rates"]:
            write.add(ExchangeRate(day=today, source=told["note"], **rate))
        write.note(told["note"])
    add_audiences(desk, told)
    add_contracts(desk, told, today)
    add_links(desk, told)
