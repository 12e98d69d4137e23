"""Files that no connector should take for its own: what else lies in a downloads folder."""

from __future__ import annotations

from collections.abc import Mapping

DECOYS: Mapping[str, str] = {
    "shopping.csv": "item,quantity,price\nflour,2,1.20\nsugar,1,0.99\n",
    "bank.csv": "Buchungstag;Zweck;Betrag;Währung\n01.06.2026;Miete;-900,00;EUR\n02.06.2026;Lohn;2500,00;EUR\n",
    "weather.tsv": "station\tday\tcelsius\nParis\t2026-06-01\t21.5\nParis\t2026-06-02\t19.0\n",
    "contacts.csv": "First name,Last name,Phone\nLea,Martin,+33 1 23 45 67 89\n",
    "config.json": '{"name": "something", "posts": [1, 2, 3], "likes": {"a": 1}}\n',
    "page.html": "<!doctype html>\n<html><body><p>likes, comments, followers</p></body></html>\n",
    "server.log": "2026-06-01 12:00:00 INFO started\n2026-06-01 12:00:01 WARNING posts are late\n",
    "letter.txt": "Dear Lea,\n\nthank you for the posts. We liked them, and so did your followers.\n",
    "script.py": "import os\n\nprint(os.name)\n",
    "numbers.csv": "0.5,0.25,0.125\n1.5,2.5,3.5\n",
    "one-line.txt": "x\n",
}
