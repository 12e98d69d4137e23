"""Figures that are somebody's: dated files in this package, over whose tables a user's folder may put its own."""

from __future__ import annotations

import math
import os
import tomllib
from collections.abc import Iterator, Mapping
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from attrs import frozen

from influcore.errors import InvalidInput

MARKS = ("primary", "secondary", "weak", "computed", "assumption")
_FIGURES = ("rate", "per_like", "reach", "impressions")


@frozen(kw_only=True)
class Sourced:
    """A figure with where it is from. ``sd_…`` are of natural logarithms: for all at once, by creator, by piece.

    ``bands`` are (first follower count above, value, name); without bands there is one ``value``.
    """

    name: str
    source: str
    year: int
    mark: str
    of: str = ""
    value: float = math.nan
    bands: tuple[tuple[float, float, str], ...] = ()
    sd_shared: float = 0.0
    sd_creator: float = 0.0
    sd_piece: float = 0.0
    note: str = ""

    def at(self, followers: float | None) -> tuple[float, str]:
        """Give the value for an account of that size, and the band's name ('' without bands)."""
        for above, value, name in self.bands:
            if followers is not None and followers < above:
                return value, name
        return self.value, ""


@frozen(kw_only=True)
class Priors:
    """The dated figures in force. ``tables`` maps a dotted name (``rate.instagram``) to a table of the files.

    ``figures`` are those with a value or bands, ``origins`` says which file each table is from.
    """

    tables: Mapping[str, Mapping[str, Any]]
    figures: Mapping[str, Sourced]
    origins: Mapping[str, str]

    def figure(self, name: str) -> Sourced | None:
        """Find a figure with bands or one value, or None where nobody has published one."""
        return self.figures.get(name)

    def number(self, name: str, key: str, default: str = "") -> float:
        """Give one number of a table; ``default`` is the key to fall back on."""
        table = self.tables[name]
        return float(table[key] if key in table else table[default])

    def numbers(self, name: str, key: str) -> tuple[float, ...]:
        return tuple(float(v) for v in self.tables[name][key])

    def maturity(self, platform: str, metric: str) -> tuple[tuple[float, float], ...]:
        """Give (age in days below which, factor) for counts that still grow; empty where nothing is known."""
        table = self.tables.get(f"maturity.{platform}", {})
        return tuple((float(a), float(f)) for a, f in table.get(metric, table.get("default", ())))


@lru_cache(maxsize=8)
def priors(folder: str = "") -> Priors:
    """Read the figures of this package, then those of the user's ``folder`` over them.

    Errors: InvalidInput names the file and table that can not be used.
    """
    tables: dict[str, Mapping[str, Any]] = {}
    origins: dict[str, str] = {}
    for name, text in texts("priors_", folder):
        for key, table in _tables(_toml(name, text)):
            _check(name, key, table)
            tables[key], origins[key] = _over(tables.get(key, {}), table), name
    figures = {key: _sourced(key, table) for key, table in tables.items() if key.partition(".")[0] in _FIGURES}
    return Priors(tables=tables, figures=figures, origins=origins)


def _over(former: Mapping[str, Any], table: Mapping[str, Any]) -> Mapping[str, Any]:
    """Put a table over a former one; a new value takes the place of bands and the other way round."""
    fixed = {"value", "bands", "names", "note"} if {"value", "bands"} & set(table) else set()
    return {k: v for k, v in former.items() if k not in fixed} | dict(table)


def texts(prefix: str, folder: str) -> Iterator[tuple[str, str]]:
    """Give name and text of this package's files of a kind, then of the folder's, by name."""
    for place in sorted(files("influcore_forecast").joinpath("data").iterdir(), key=lambda p: p.name):
        if place.name.startswith(prefix) and place.name.endswith(".toml"):
            yield place.name, place.read_text(encoding="utf-8")
    if not folder:
        return
    try:
        names = sorted(n for n in os.listdir(folder) if n.startswith(prefix) and n.endswith(".toml"))
        for name in names:
            yield name, Path(folder, name).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InvalidInput(f"forecast.data_dir {folder} can not be read: {error}") from error


def _toml(name: str, text: str) -> Mapping[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise InvalidInput(f"{name} is no TOML: {error}") from error


def _tables(data: Mapping[str, Any], path: str = "") -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Give every table that holds a value of its own, by its dotted name."""
    for key, value in data.items():
        if isinstance(value, dict):
            name = f"{path}.{key}" if path else key
            if any(not isinstance(v, dict) for v in value.values()):
                yield name, value
            yield from _tables(value, name)


def _check(name: str, key: str, table: Mapping[str, Any]) -> None:
    family = key.partition(".")[0]
    if family == "maturity" and key != "maturity":
        return
    if table.get("mark") not in MARKS or not table.get("source") or not isinstance(table.get("year"), int):
        raise InvalidInput(f"{name}: [{key}] needs source, year and a mark of {', '.join(MARKS)}")
    if family in _FIGURES:
        try:
            figure = _sourced(key, table)
        except (TypeError, ValueError, KeyError) as error:
            raise InvalidInput(f"{name}: [{key}] can not be used: {error}") from error
        values = [value for _, value, _ in figure.bands] or [figure.value]
        if not all(math.isfinite(v) and v > 0 for v in values):
            raise InvalidInput(f"{name}: [{key}] needs a positive value, or bands of positive values")


def _sourced(name: str, table: Mapping[str, Any]) -> Sourced:
    bands = table.get("bands", ())
    names = table.get("names", [""] * len(bands))
    return Sourced(
        name=name,
        source=str(table["source"]),
        year=int(table["year"]),
        mark=str(table["mark"]),
        of=str(table.get("of", "")),
        value=float(table.get("value", math.nan)),
        bands=tuple((float(a), float(v), str(n)) for (a, v), n in zip(bands, names, strict=True)),
        sd_shared=float(table.get("sd_shared", 0.0)),
        sd_creator=float(table.get("sd_creator", 0.0)),
        sd_piece=float(table.get("sd_piece", 0.0)),
        note=str(table.get("note", "")),
    )
