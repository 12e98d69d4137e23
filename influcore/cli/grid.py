"""Plain tables for a terminal: numbers to the right, columns that fit, wide characters in line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice

from attrs import frozen

from influcore.terminal import cut, pad, width, wrapped

SAMPLE = 500  # rows that decide the widths; the rest streams through
GAP = 2
NARROWEST = 10


@frozen(kw_only=True)
class Head:
    """A column: its title, whether it is right-aligned, and how readily it gives way (`Column.wide`)."""

    title: str
    right: bool = False
    wide: int = 0


@frozen(kw_only=True)
class Layout:
    """``blocks`` are the columns shown under one another; ``hidden`` the titles for which there was no room."""

    widths: dict[int, int]
    blocks: tuple[tuple[int, ...], ...]
    hidden: tuple[str, ...] = ()


@frozen
class Line:
    """A line of a table; a title line is made bold."""

    text: str
    is_title: bool = False


def lay_out(heads: Sequence[Head], sample: Sequence[Sequence[str]], room: int, *, fold: bool = False) -> Layout:
    """Choose columns and widths for ``room`` cells (0: as wide as it takes).

    ``fold`` repeats the first column and puts under one another what does not fit; else columns that are marked wide
    give way, then text is cut, then the last columns give way. Nothing is left out silently: see ``hidden``.
    """
    natural = {i: max(_longest_word(h.title), *(width(row[i]) for row in sample), 1) for i, h in enumerate(heads)}
    shown = list(range(len(heads)))
    if not room:
        return Layout(widths=natural, blocks=(tuple(shown),))
    if fold:
        rest = _total(shown[1:], natural) + GAP if len(shown) > 1 else 0
        natural[0] = min(natural[0], max(NARROWEST, room // 3, room - rest))
        return Layout(widths=natural, blocks=_fold(shown, natural, room))
    for step in (2, 1):
        for index in reversed([i for i in shown if heads[i].wide >= step]):
            if _total(shown, natural) > room:
                shown.remove(index)
    _shrink([i for i in shown if not heads[i].right], shown, natural, room)
    while _total(shown, natural) > room and len(shown) > 1:
        shown.pop()
    natural = {i: min(natural[i], room) for i in natural}
    hidden = tuple(h.title for i, h in enumerate(heads) if i not in shown)
    return Layout(widths=natural, blocks=(tuple(shown),), hidden=hidden)


def grid(
    heads: Sequence[Head],
    rows: Iterable[Sequence[str]],
    *,
    totals: Sequence[str] | None = None,
    room: int = 0,
    fold: bool = False,
) -> tuple[Layout, Iterator[Line]]:
    """Give the layout and the lines of a table. All texts must be clean; rows beyond the sample stream."""
    stream = iter(rows)
    sample = list(stream if fold else islice(stream, SAMPLE))
    layout = lay_out(heads, [*sample, *([totals] if totals else [])], room, fold=fold)
    return layout, _lines(heads, layout, sample, stream, totals)


def _lines(
    heads: Sequence[Head],
    layout: Layout,
    sample: Sequence[Sequence[str]],
    rest: Iterable[Sequence[str]],
    totals: Sequence[str] | None,
) -> Iterator[Line]:
    for number, block in enumerate(layout.blocks):
        if number:
            yield Line("")
        rule = "  ".join("─" * layout.widths[i] for i in block)
        if any(heads[i].title for i in block):
            for titles in _titles(heads, layout, block):
                yield Line(_row(heads, layout, block, titles), is_title=True)
            yield Line(rule)
        for row in chain(sample, rest if len(layout.blocks) == 1 else ()):
            yield from (Line(_row(heads, layout, block, part)) for part in _parts(heads, layout, block, row))
        if totals:
            yield Line(rule)
            yield Line(_row(heads, layout, block, totals))


def _parts(heads: Sequence[Head], layout: Layout, block: Sequence[int], row: Sequence[str]) -> list[Sequence[str]]:
    """Break texts that are too long for their column into further lines, so that nothing is lost."""
    if all(width(row[i]) <= layout.widths[i] for i in block):
        return [row]
    broken = [
        wrapped(row[i], layout.widths[i]) if i in block and not heads[i].right else [row[i]] for i in range(len(heads))
    ]
    height = max(len(lines) for lines in broken)
    return [[lines[level] if level < len(lines) else "" for lines in broken] for level in range(height)]


def _titles(heads: Sequence[Head], layout: Layout, block: Sequence[int]) -> Iterator[Sequence[str]]:
    """Break long titles at blanks, so that a number never stands in a column as wide as its title."""
    broken = {i: wrapped(heads[i].title, layout.widths[i]) for i in block}
    height = max(len(lines) for lines in broken.values())
    for level in range(height):
        yield [
            broken[i][level - height + len(broken[i])] if i in broken and level >= height - len(broken[i]) else ""
            for i in range(len(heads))
        ]


def _longest_word(title: str) -> int:
    return max((width(word) for word in title.split()), default=0)


def _row(heads: Sequence[Head], layout: Layout, block: Sequence[int], cells: Sequence[str]) -> str:
    texts = [pad(cut(cells[i], layout.widths[i]), layout.widths[i], right=heads[i].right) for i in block]
    return (" " * GAP).join(texts).rstrip()


def _total(shown: Sequence[int], widths: dict[int, int]) -> int:
    return sum(widths[i] for i in shown) + GAP * (len(shown) - 1)


def _shrink(texts: Sequence[int], shown: Sequence[int], widths: dict[int, int], room: int) -> None:
    """Take from the widest text column until all fits, or none is wider than the narrowest."""
    while (over := _total(shown, widths) - room) > 0:
        candidates = sorted((i for i in texts if widths[i] > NARROWEST), key=lambda i: -widths[i])
        if not candidates:
            return
        widest = candidates[0]
        next_width = widths[candidates[1]] if len(candidates) > 1 else NARROWEST
        widths[widest] -= max(1, min(over, widths[widest] - max(next_width, NARROWEST)))


def _fold(shown: Sequence[int], widths: dict[int, int], room: int) -> tuple[tuple[int, ...], ...]:
    blocks: list[list[int]] = [[shown[0]]]
    for index in shown[1:]:
        if len(blocks[-1]) > 1 and _total([*blocks[-1], index], widths) > room:
            blocks.append([shown[0]])
        blocks[-1].append(index)
    return tuple(tuple(block) for block in blocks)
