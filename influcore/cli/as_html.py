"""Contents as HTML that can be sent: one file, no script, printable, and all text from data escaped.

An interval is drawn as a bar on the scale of its column: from low to high, with a mark at the median.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from html import escape
from itertools import islice
from typing import Any

from influcore.contributions import (
    Card,
    Cards,
    Cell,
    Column,
    Content,
    Document,
    Mark,
    Row,
    Stack,
    Table,
    cell_text,
    clean,
)
from influcore.measures import Estimate

MOST_ROWS = 1_000
LONG_NOTE = 60  # characters; a longer one stands below the cards
_UNITS = frozenset(("count", "people", "share", "money", "money_each", "multiple", "seconds", "score"))
_NAMES_FOR_COMMANDS = frozenset(("slug", "short", "id"))
_NUMERIC = frozenset(("int", "number", "share", "multiple", "money", "estimate"))
STYLE = """
:root{--ink:#1b1f24;--soft:#59636e;--line:#d1d9e0;--bar:#9ec5e8;--mid:#0b5394;--pale:#f6f8fa}
*{box-sizing:border-box}
body{font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;color:var(--ink);margin:0 auto;max-width:74rem;
padding:2rem 1.25rem;background:#fff}
h1{font-size:1.9rem;margin:0}h2{font-size:1.25rem;margin:2.4rem 0 .6rem;border-bottom:2px solid var(--ink);
padding-bottom:.2rem}h3{font-size:1rem;margin:1.4rem 0 .4rem}
.sub,.note,.more,footer{color:var(--soft)}.note,.more{font-size:.85rem}
.scroll{overflow-x:auto}table{border-collapse:collapse;width:100%;font-size:.87rem}
th{text-align:left;font-weight:600;border-bottom:1px solid var(--ink);padding:.3rem .6rem .3rem 0;vertical-align:bottom}
td{border-bottom:1px solid var(--line);padding:.3rem .6rem .3rem 0;vertical-align:top}
td.d{white-space:nowrap}td.u{overflow-wrap:anywhere;min-width:9rem}
.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap;overflow-wrap:normal}
tfoot td{font-weight:600;border-top:1px solid var(--ink);border-bottom:0}
.cards{display:grid;grid-template-columns:repeat(auto-fill,minmax(11rem,1fr));gap:.7rem}
.card{border:1px solid var(--line);border-radius:.4rem;padding:.6rem .8rem;background:var(--pale)}
.cards{align-items:start}
.card b{display:block;font-size:1.15rem;overflow-wrap:anywhere}.card span{font-size:.8rem;color:var(--soft)}
dl{display:grid;grid-template-columns:minmax(8rem,14rem) 1fr;gap:.2rem 1rem;margin:.4rem 0}
dt{color:var(--soft)}dd{margin:0}
.iv{position:relative;height:.5rem;min-width:5rem;background:var(--pale);margin-top:.2rem}
.iv i{position:absolute;top:0;bottom:0;background:var(--bar);border-radius:.2rem}
.iv b{position:absolute;top:-.1rem;bottom:-.1rem;width:2px;background:var(--mid)}
.good{color:#116329}.warn{color:#7d4e00}.bad{color:#a40e26;font-weight:600}.unknown{color:var(--soft)}
footer{margin-top:3rem;font-size:.8rem;border-top:1px solid var(--line);padding-top:.6rem}
@media print{body{padding:0;max-width:none;font-size:11px}h2{break-after:avoid}tr,.card{break-inside:avoid}
.scroll{overflow:visible}table{font-size:8px}th,td{padding-right:.3rem}.n,td.d{white-space:normal}
td.u,.iv{min-width:0}*{print-color-adjust:exact;-webkit-print-color-adjust:exact}
@page{size:A4 landscape;margin:12mm}}
@media(max-width:40rem){dl{grid-template-columns:1fr}dt{margin-top:.4rem}body{padding:1rem}}
"""


def page(title: str, subtitle: str, sections: Sequence[tuple[str, Content]], foot: str) -> Iterator[str]:
    """Give a whole page, piece by piece."""
    yield (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width,initial-scale=1">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        f"<title>{_text(title)}</title>\n<style>{STYLE}</style></head><body>\n"
        f'<header><h1>{_text(title)}</h1><p class="sub">{_text(subtitle)}</p></header>\n<main>\n'
    )
    for name, content in sections:
        yield f"<section><h2>{_text(name)}</h2>\n"
        yield from content_html(content, (title, name))
        yield "</section>\n"
    yield f"</main><footer>{_text(foot)}</footer></body></html>\n"


def content_html(content: Content, under: tuple[str, ...] = ()) -> Iterator[str]:
    """Give one content; its title only where that is news below the headings ``under``."""
    if content.title and not any(content.title.startswith(heading) for heading in under):
        yield f"<h3>{_text(content.title)}</h3>\n"
    if isinstance(content, Stack):
        for part in content.parts.values():
            yield from content_html(part, under)
    elif isinstance(content, Cards):
        yield '<div class="cards">' + "".join(map(_card, content.cards)) + "</div>\n"
        for card in content.cards:
            if len(card.note) > LONG_NOTE:
                yield f'<p class="note">{_text(card.title)}: {_text(card.note)}</p>\n'
        yield f'<p class="note">{_text(content.empty)}</p>\n' if not content.cards else ""
    elif isinstance(content, Document):
        yield from _document(content)
    else:
        yield from _table(content.table())


def _document(content: Document) -> Iterator[str]:
    """Give headed paragraphs as a list of terms, others as they are."""
    for heading, text in content.paragraphs:
        if heading:
            yield f"<dl><dt>{_text(heading)}</dt><dd>{_text(text)}</dd></dl>\n"
        else:
            yield f"<p>{_text(text)}</p>\n"


def _card(card: Card) -> str:
    of: Any = card.of if card.of in _UNITS else "count"
    column = Column(name=card.name, title=card.title, kind=card.kind, unit=card.unit, of=of)
    mark = f" {_cell(card.mark, column)}" if card.mark and card.mark.word else ""
    return (
        f'<div class="card"><span>{_text(card.title)}</span><b>{_cell(card.value, column)}</b>'
        f"<span>{_text(card.note) if len(card.note) <= LONG_NOTE else ''}{mark}</span></div>"
    )


def _table(table: Table) -> Iterator[str]:
    columns = [c for c in table.columns if not c.private and c.wide < 2 and c.name not in _NAMES_FOR_COMMANDS]
    count = table.rows.count()
    if not count:
        yield f'<p class="note">{_text(table.empty)}</p>\n'
        return
    rows = list(islice(table.rows.stream(), MOST_ROWS))
    scales = {c.name: _scale(rows, c) for c in columns if c.kind == "estimate"}
    yield '<div class="scroll"><table><thead><tr>'
    for column in columns:
        unit = f" ({_text(column.unit)})" if column.unit else ""
        yield f"<th{_class(column)}>{_text(column.title)}{unit}</th>"
    yield "</tr></thead><tbody>\n"
    for row in rows:
        yield _row(row, columns, scales)
    yield "</tbody>"
    if table.totals:
        yield f"<tfoot>{_row(table.totals, columns, {})}</tfoot>"
    yield "</table></div>\n"
    if count > MOST_ROWS:
        yield f'<p class="more">… and {count - MOST_ROWS:,} more rows</p>\n'


def _row(row: Row, columns: Sequence[Column], scales: dict[str, float]) -> str:
    cells = []
    for column in columns:
        value = row.get(column.name)
        bar = _bar(value, scales.get(column.name, 0)) if isinstance(value, Estimate) else ""
        text = _cell(value, column)
        form = ' class="u"' if column.kind == "url" or "://" in text else _class(column)
        cells.append(f"<td{form}>{text}{bar}</td>")
    return f"<tr>{''.join(cells)}</tr>\n"


def _cell(value: Cell, column: Column) -> str:
    text = escape(cell_text(value, column))
    if isinstance(value, Mark):
        return f'<span class="{value.tone}">{text}</span>'
    return f'<span class="unknown">{text}</span>' if hasattr(value, "reason") else text


def _scale(rows: Sequence[Row], column: Column) -> float:
    """Give the highest end of a column's intervals."""
    found = [v.high for row in rows if isinstance(v := row.get(column.name), Estimate) and math.isfinite(v.high)]
    return max(found, default=0.0)


def _bar(value: Estimate, scale: float) -> str:
    """Draw an interval from 0 to the scale; nothing where it is exact, unknown or below 0."""
    ends = (value.low, value.median, value.high)
    if scale <= 0 or value.is_exact or not all(math.isfinite(end) and end >= 0 for end in ends):
        return ""
    low, middle, high = (100 * end / scale for end in ends)
    return (
        f'<div class="iv" aria-hidden="true"><i style="left:{low:.1f}%;width:{high - low:.1f}%"></i>'
        f'<b style="left:{min(middle, 99):.1f}%"></b></div>'
    )


def _class(column: Column) -> str:
    return ' class="n"' if column.kind in _NUMERIC else ' class="d"' if column.kind in ("date", "datetime") else ""


def _text(text: str) -> str:
    return escape(clean(text))
