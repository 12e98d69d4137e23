"""The contract of a forecasting model: joint, reproducible, calibrated, and at a loss for no history."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any, ClassVar

from attrs import evolve

from influcore.contributions import ForecastModel
from influcore.measures import Ask, Creator, Draws, History, Worlds

from .contract import Contract, complain, refuse, said
from .histories import Population, asks_of, awkward, population, someone

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

import pytest

LEVEL = 0.8
# Counts of which the first can not be more than the second, in any future.
WITHIN = (("likes", "views"), ("likes", "reach"), ("likes", "impressions"), ("reach", "impressions"))


@lru_cache(maxsize=4)
def _known(creators: int, posts: int = 24) -> Population:
    return population(creators, posts)


class ModelContract(Contract):
    """Give ``model``, ``models`` or ``plugin``.

    ``coverage`` bounds how often 80 % intervals may hold the truth on the kit's data, of one piece and of eight
    together. ``uncalibrated`` is the reason why a model makes no such promise; its calibration is then skipped.
    """

    kind: ClassVar[str] = "model"
    coverage: ClassVar[tuple[float, float]] = (0.72, 0.88)
    uncalibrated: ClassVar[str] = ""
    worlds: ClassVar[int] = 500

    def settings(self, model: ForecastModel) -> Any:
        """Give the settings to fit with; those of nobody who changed any."""
        return model.settings() if model.settings is not None else None

    def test_draws_have_their_shape(self, model: ForecastModel) -> None:
        """Draws are float32 [ask, metric, world], in the order of the asks, with a basis or a reason for each."""
        known = _known(20)
        creator = known.creators[0]
        asks = asks_of(creator, 3)
        draws = self._draw(model, known.history, creator, asks)
        complain(f"draws of {model.name} are not as they should be", _unsound(draws, asks, self.worlds))
        if not any((ask.id, metric) in draws.basis for ask in asks for metric in draws.metrics):
            refuse(f"{model.name} forecasts nothing for a creator with 24 posts")
        nothing = self._draw(model, known.history, creator, ())
        complain(f"draws of {model.name} without a piece are not empty", _unsound(nothing, (), self.worlds))

    def test_the_seed_decides(self, model: ForecastModel) -> None:
        """The same seed gives the same futures, fitted anew or not; another gives others."""
        known = _known(20)
        creator = known.creators[1]
        asks = asks_of(creator, 2)
        first = self._draw(model, known.history, creator, asks, seed=1)
        if not _same(first, self._draw(model, known.history, creator, asks, seed=1)):
            refuse(f"{model.name} gives other futures for the same seed: all chance must come from `worlds`, by name")
        if not model.points_only and _same(first, self._draw(model, known.history, creator, asks, seed=2)):
            refuse(f"{model.name} gives the same futures for another seed: take all chance from `worlds`")

    def test_another_creator_changes_nobodys_numbers(self, model: ForecastModel) -> None:
        """Whoever else takes part, and whoever is drawn before, a creator's futures stay."""
        known = _known(20)
        one, other = known.creators[2], known.creators[3]
        asks = asks_of(one, 2)
        state = self._fit(model, known.history)
        alone = model.draw(state, one, asks, Worlds(self.worlds, 3))
        model.draw(state, other, asks_of(other, 4), Worlds(self.worlds, 3))
        if not _same(alone, model.draw(state, one, asks, Worlds(self.worlds, 3))):
            refuse(f"{model.name}: drawing another creator first changes this one's futures; name chance by creator.id")
        wider = evolve(known.history, profiles=(*known.history.profiles, *someone().profiles))
        if not _same(alone, self._draw(model, wider, one, asks, seed=3)):
            refuse(f"{model.name}: a creator without posts who joins the campaign changes the futures of the others")

    def test_pieces_of_a_creator_share_their_worlds(self, model: ForecastModel) -> None:
        """What is unknown of a creator is the same for all their pieces: in a good world all of them do better."""
        import numpy as np

        if model.points_only:
            pytest.skip(f"{model.name} gives points only")
        known = _known(60)
        creator, history = awkward(known)["two equal posts"]
        draws = self._draw(model, history, creator, asks_of(creator, 2))
        likes = _of(draws, "likes")
        if likes is None or not np.isfinite(likes).all():
            pytest.skip(f"{model.name} forecasts no likes for a creator with two posts")
        linked = float(np.corrcoef(np.log1p(likes))[0, 1])
        if not linked > 0.02:
            refuse(
                f"{model.name}: two pieces of a creator with two posts are drawn independently (correlation "
                f"{linked:.2f}); sums over pieces would be too sure. Draw the creator's level once for a world"
            )

    def test_no_world_contradicts_itself(self, model: ForecastModel) -> None:
        """In no future are there more likes than viewers, or more people than impressions."""
        problems = []
        known = _known(20)
        for creator in known.creators[:10]:
            draws = self._draw(model, known.history, creator, asks_of(creator, 2))
            for less, more in WITHIN:
                a, b = _of(draws, less), _of(draws, more)
                if a is not None and b is not None and (a > b * 1.0001 + 0.5).any():
                    problems.append(
                        f"{creator.id}: more {less} than {more} in {int((a > b).sum())} of {a.size} futures"
                    )
        complain(f"futures of {model.name} contradict themselves", problems)

    def test_intervals_hold_what_they_promise(self, model: ForecastModel) -> None:
        """80 % intervals hold the truth in 72 to 88 % of cases, for single pieces and for sums of eight."""
        if model.points_only or self.uncalibrated:
            pytest.skip(self.uncalibrated or f"{model.name} gives points only")
        known = _known(300)
        problems = []
        state = self._fit(model, known.history)
        drawn = [model.draw(state, c, asks_of(c, 8), Worlds(self.worlds, 5)) for c in known.creators]
        for metric in ("likes", "views", "reach"):
            values = [_of(draws, metric) for draws in drawn]
            there = [n for n, value in enumerate(values) if value is not None]
            for what, single in (("single pieces", True), ("sums of 8 pieces", False)):
                share = _coverage([values[n] for n in there], known.future[metric][there], single=single)
                if there and not self.coverage[0] <= share <= self.coverage[1]:
                    low, high = (f"{bound:.0%}" for bound in self.coverage)
                    problems.append(f"{metric}, {what}: {share:.0%} held the truth; expected {low} to {high}")
        complain(f"80 % intervals of {model.name} do not hold what they promise on log-normal posts", problems)

    def test_it_copes_with_any_history(self, model: ForecastModel) -> None:
        """One post, none, zeros, gaps, unknown days: there is a number with its basis, or a reason."""
        problems = []
        for name, (creator, history) in awkward(_known(20)).items():
            asks = asks_of(creator, 2)
            try:
                draws = model.draw(self._fitted(model, history), creator, asks, Worlds(self.worlds, 4))
            except Exception as error:  # noqa: BLE001 - told with its line
                problems.append(f"{name}: {said(error)}")
                continue
            problems += [f"{name}: {fault}" for fault in _unsound(draws, asks, self.worlds)]
        complain(f"{model.name} does not cope with histories that happen", problems)

    def _fitted(self, model: ForecastModel, history: History) -> Any:
        return model.fit(evolve(history, settings=self.settings(model)))

    def _fit(self, model: ForecastModel, history: History) -> Any:
        try:
            return self._fitted(model, history)
        except Exception as error:  # noqa: BLE001 - told with its line
            refuse(f"{model.name} can not be fitted to a sound history: {said(error)}")

    def _draw(
        self, model: ForecastModel, history: History, creator: Creator, asks: Sequence[Ask], seed: int = 0
    ) -> Draws:
        state = self._fit(model, history)
        try:
            draws = model.draw(state, creator, asks, Worlds(self.worlds, seed))
        except Exception as error:  # noqa: BLE001 - told with its line
            refuse(f"{model.name} fails to draw {len(asks)} pieces of {creator.id}: {said(error)}")
        if not isinstance(draws, Draws):
            refuse(f"{model.name} gave {draws!r:.80}; expected Draws")
        return draws


def _unsound(draws: Draws, asks: Sequence[Ask], worlds: int) -> Iterator[str]:
    """Say what is wrong with draws, whatever their values."""
    import numpy as np

    if draws.asks != tuple(ask.id for ask in asks):
        yield f"asks are {draws.asks!r:.80}; expected the ids of the asks, in their order"
    shape = (len(asks), len(draws.metrics), worlds)
    if draws.values.shape != shape or draws.values.dtype != np.float32:
        yield f"values are {draws.values.dtype} {draws.values.shape}; expected float32 {shape} [ask, metric, world]"
        return
    if np.isinf(draws.values).any() or (draws.values < 0).any():
        yield "there are infinite or negative counts"
    for row, ask in enumerate(asks):
        for place, metric in enumerate(draws.metrics):
            known = np.isfinite(draws.values[row, place])
            if known.any() and not known.all():
                yield f"{metric}: nan in {int((~known).sum())} of {worlds} futures; expected all or none"
            if known.all() and not draws.basis.get((ask.id, metric), "").strip():
                yield f"{metric}: a number without a basis; say what it rests on in basis[(ask id, metric)]"
            if not known.any() and not draws.missing.get((ask.id, metric), "").strip():
                yield f"{metric}: neither a number nor a reason; say why in missing[(ask id, metric)]"
    yield from _unsound_audiences(draws, worlds)


def _unsound_audiences(draws: Draws, worlds: int) -> Iterator[str]:
    for part in draws.audiences:
        if part.seen.shape != (worlds,) or not ((part.seen >= 0) & (part.seen <= 1)).all():
            yield f"audience {part.label}: `seen` must be a share of 0 to 1 for each of {worlds} futures"
        if part.viewers is not None and (part.viewers.shape != (worlds,) or not (part.viewers >= 0).all()):
            yield f"audience {part.label}: `viewers` must be a number of people for each of {worlds} futures"


def _same(a: Draws, b: Draws) -> bool:
    import numpy as np

    return a.metrics == b.metrics and bool(np.allclose(a.values, b.values, rtol=1e-5, equal_nan=True))


def _of(draws: Draws, metric: str) -> NDArray[np.float32] | None:
    """Give one metric's draws, [ask, world]; None where it is not forecast for every ask."""
    import numpy as np

    if metric not in draws.metrics:
        return None
    values = draws.values[:, draws.metrics.index(metric)]
    return values if np.isfinite(values).all() else None


def _coverage(drawn: Sequence[Any], truth: NDArray[np.float64], *, single: bool) -> float:
    """Say in which share of cases the interval holds the truth."""
    import numpy as np

    if not drawn:
        return float("nan")
    values = np.stack(drawn).astype(np.float64)
    if not single:
        values, truth = values.sum(axis=1), truth.sum(axis=1)
    low, high = np.quantile(values, ((1 - LEVEL) / 2, (1 + LEVEL) / 2), axis=-1)
    return float(((low <= truth) & (truth <= high)).mean())
