"""Never finish registering."""

import time

from influcore import hookimpl


@hookimpl
def influcore_register_panels():
    while True:
        time.sleep(60)
