"""Which connector reads a file: each is asked by itself, the surest takes it, a tie is asked back."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen

from influcore.contributions import Connector, Match, Sample
from influcore.errors import BadFile, InvalidInput


@frozen
class Choice:
    """A connector, what it recognised the file by, and what went wrong with others on the way."""

    connector: Connector
    why: str
    warnings: tuple[str, ...] = ()


def connector_named(name: str, connectors: Sequence[Connector]) -> Connector:
    """Find a connector by its name or the part behind the dot. Errors: InvalidInput naming all."""
    found = [c for c in connectors if name in (c.name, c.name.rpartition(".")[2])]
    if len(found) != 1:
        names = ", ".join(sorted(c.name for c in connectors)) or "none: no plugin offers one"
        raise InvalidInput(f"there is no connector “{name}”", hint=f"there are {names}")
    return found[0]


def choose(sample: Sample, connectors: Sequence[Connector]) -> Choice:
    """Ask every connector. Errors: BadFile where none knows the file or two are equally sure."""
    matches, warnings = [], []
    for connector in connectors:
        try:
            match = connector.sniff(sample)
            if isinstance(match, Match) and match.sure > 0:
                matches.append((match.sure, connector, match.why))
        except Exception as error:  # noqa: BLE001 - a plugin may raise anything; it never costs the rest
            warnings.append(f"{connector.name} failed to look at {sample.name}: {type(error).__name__}: {error}")
    matches.sort(key=lambda match: -match[0])
    if not matches:
        raise _unknown(sample, connectors, warnings)
    if len(matches) > 1 and matches[0][0] == matches[1][0]:
        tied = [f"{c.name} ({why})" for sure, c, why in matches if sure == matches[0][0]]
        raise BadFile(f"{sample.name} may be read in {len(tied)} ways: {'; '.join(tied)}", hint="say --connector NAME")
    _, connector, why = matches[0]
    return Choice(connector, why, tuple(warnings))


def _unknown(sample: Sample, connectors: Sequence[Connector], warnings: Sequence[str]) -> BadFile:
    columns = [cell.strip()[:30] for cell in sample.header[:12]]
    more = f" and {len(sample.header) - 12} more" if len(sample.header) > 12 else ""
    known = ", ".join(sorted(c.name for c in connectors)) or "no plugin offers a connector"
    said = f"; {'; '.join(warnings)}" if warnings else ""
    return BadFile(
        f"{sample.name}: no connector knows a file that begins with: {', '.join(columns)}{more}{said}",
        hint=f"say what its columns are with --map COLUMN=FIELD, or name a --connector: {known}",
    )
