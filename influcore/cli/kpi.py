"""``kpi``: which KPIs there are, and trying one while it is written."""

from __future__ import annotations

from .kpi_list import COMMAND as _list
from .kpi_try import COMMAND as _try
from .root import Lazy

COMMANDS = {
    "kpi": Lazy("kpi", help="List the KPIs, or try one while you write it.", commands={"list": _list, "try": _try})
}
