"""Deadlines for plugins' code: a batch of calls on one daemon thread, watched by whoever waits for the answers.

A thread for each call would cost more than a hundred times the call, so a batch shares one and only its steps are
watched. A step that takes too long is left behind on its thread, which nobody waits for any more, not even at exit;
the steps after it go on on another thread. What holds Python's global lock for ever holds us too.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, NamedTuple

from influcore.errors import PluginMisuse

_FOREVER = threading.TIMEOUT_MAX
_here = threading.local()


class Overdue(PluginMisuse):
    """A plugin did not answer in time; what it was doing was left behind."""

    def __init__(self, seconds: float, *, hint: str = "") -> None:
        super().__init__(f"did not answer within {seconds:g} s and was left behind", hint=hint)


class Step(NamedTuple):
    """One thing to do: whose it is, what a failure calls it, and the doing, which catches the plugin's errors."""

    plugin: str
    stage: str
    do: Callable[[], Any]


class _Batch:
    """Steps on their way through one thread. Its fields change only while ``lock`` is held."""

    def __init__(self, steps: Sequence[Step], place: int) -> None:
        self.steps = steps
        self.place = place
        self.stage = ""
        self.answers: list[Any] = []
        self.since = time.monotonic()
        self.paused = 0
        self.is_left = False
        self.error: BaseException | None = None
        self.lock = threading.Lock()
        self.finished = threading.Event()

    def run(self) -> bool:
        """Do one step after the other; says whether anybody still waits for them."""
        try:
            for step in self.steps[self.place :]:
                answer = step.do()
                with self.lock:
                    if self.is_left:
                        return False
                    self.answers.append(answer)
                    self.place += 1
                    self.stage = ""
                    self.since = time.monotonic()
        except BaseException as error:  # noqa: BLE001 - handed to whoever waits
            self.error = error
        self.finished.set()
        return not self.is_left

    def rest(self, seconds: float) -> float:
        """Say how many seconds the present step still has; not positive once it is left behind."""
        with self.lock:
            if self.finished.is_set() or self.paused:
                return seconds
            left = self.since + seconds - time.monotonic()
            self.is_left = left <= 0
            return left

    @property
    def doing(self) -> tuple[str, str]:
        """Name the plugin and the stage at which it is."""
        step = self.steps[self.place]
        return step.plugin, self.stage or step.stage


class _Worker(threading.Thread):
    """A daemon that does one batch after the other, until one of them is left behind."""

    def __init__(self, idle: list[_Worker]) -> None:
        super().__init__(name="influcore-plugins", daemon=True)
        self._idle = idle
        self._given = threading.Semaphore(0)
        self._batch: _Batch | None = None
        self.start()

    def give(self, batch: _Batch) -> None:
        self._batch = batch
        self._given.release()

    def run(self) -> None:
        while True:
            self._given.acquire()
            batch, self._batch = self._batch, None
            assert batch is not None
            _here.batch = batch
            if not batch.run():
                return
            _here.batch = None
            self._idle.append(self)


class Deadlines:
    """Runs batches. ``on_overdue(plugin, stage, error)`` hears of each step that is left behind."""

    def __init__(self, seconds: float, on_overdue: Callable[[str, str, Overdue], object]) -> None:
        self.seconds = seconds
        self._on_overdue = on_overdue
        self._idle: list[_Worker] = []

    def run(self, steps: Sequence[Step]) -> list[Any]:
        """Give each step's answer, None for those left behind. Errors: what a step itself does not catch."""
        if self.seconds <= 0:
            return [step.do() for step in steps]
        answers: list[Any] = []
        while len(answers) < len(steps):
            batch = self._start(_Batch(steps, len(answers)))
            in_time = self._wait(batch, self.seconds)
            answers += batch.answers
            if batch.error is not None and in_time:
                raise batch.error
            if not in_time:
                answers.append(None)
                self._on_overdue(*batch.doing, Overdue(self.seconds))
        return answers

    def run_one(self, step: Step, seconds: float, stop: Callable[[], None]) -> Any:
        """Do one thing that must be stopped when it is left behind, for instance because it holds a lock.

        Errors: Overdue; what the step raises. ``stop`` is called too where the one who waits is interrupted.
        """
        if seconds <= 0:
            return step.do()
        batch = self._start(_Batch([step], 0))
        try:
            in_time = self._wait(batch, seconds)
        except BaseException:
            stop()
            raise
        if not in_time:
            stop()
            raise Overdue(seconds)
        if batch.error is not None:
            raise batch.error
        return batch.answers[0]

    def _start(self, batch: _Batch) -> _Batch:
        try:
            worker = self._idle.pop()
        except IndexError:
            worker = _Worker(self._idle)
        worker.give(batch)
        return batch

    def _wait(self, batch: _Batch, seconds: float) -> bool:
        rest = seconds
        try:
            while not batch.finished.wait(min(rest, _FOREVER)):
                rest = batch.rest(seconds)
                if rest <= 0:
                    return False
        except BaseException:
            with batch.lock:
                batch.is_left = True
            raise
        return True


def at_stage(stage: str) -> None:
    """Say at which stage the present step is, and begin its time anew."""
    batch: _Batch | None = getattr(_here, "batch", None)
    if batch is not None:
        with batch.lock:
            batch.stage, batch.since = stage, time.monotonic()


@contextmanager
def off_the_clock() -> Iterator[None]:
    """Do work of the core's own on behalf of a plugin: its time is not counted against the plugin."""
    batch: _Batch | None = getattr(_here, "batch", None)
    if batch is None:
        yield
        return
    began = time.monotonic()
    with batch.lock:
        batch.paused += 1
    try:
        yield
    finally:
        with batch.lock:
            batch.paused -= 1
            batch.since += time.monotonic() - began if not batch.paused else 0
