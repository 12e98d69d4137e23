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

# How many times within a deadline one looks; it may be overrun by one part of these.
_LOOKS = 8
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


class Call(NamedTuple):
    """A hook of a plugin, ready to be called: its function and the names of the arguments that this takes."""

    plugin: str
    stage: str
    function: Callable[..., Any]
    names: tuple[str, ...]


class Batch:
    """Steps on their way through one thread, without locks: who waits looks now and then whether it has moved on."""

    def __init__(self, steps: Sequence[Any], place: int) -> None:
        self.steps = steps
        self.place = place
        self.answers: list[Any] = []
        self.stage = ""
        self.ticks = 0
        self.paused = 0
        self.is_left = False
        self.error: BaseException | None = None

    def run(self, loop: Loop, finished: threading.Event) -> bool:
        """Do one step after the other; says whether anybody still waits for them."""
        try:
            loop(self)
        except BaseException as error:  # noqa: BLE001 - handed to whoever waits
            self.error = error
        finished.set()
        return not self.is_left

    @property
    def moved(self) -> tuple[int, int, int]:
        """Give what changes whenever it has come further."""
        return len(self.answers), self.ticks, self.paused

    @property
    def doing(self) -> tuple[str, str]:
        """Name the plugin and the stage at which it is."""
        step = self.steps[self.place]
        return step.plugin, self.stage or step.stage


Loop = Callable[[Batch], None]


def one_by_one(batch: Batch) -> None:
    """Do what the steps say."""
    for step in batch.steps[batch.place :]:
        if batch.is_left:
            return
        batch.stage = ""
        batch.answers.append(step.do())


class _Worker(threading.Thread):
    """A daemon that does one batch after the other, until one of them is left behind."""

    def __init__(self, idle: list[_Worker]) -> None:
        super().__init__(name="influcore-plugins", daemon=True)
        self._idle = idle
        self._given = threading.Semaphore(0)
        self._work: tuple[Batch, Loop, threading.Event] | None = None
        self.start()

    def give(self, batch: Batch, loop: Loop, finished: threading.Event) -> None:
        self._work = batch, loop, finished
        self._given.release()

    def run(self) -> None:
        while True:
            self._given.acquire()
            work, self._work = self._work, None
            assert work is not None
            batch, loop, finished = work
            _here.batch = batch
            if not batch.run(loop, finished):
                return
            _here.batch = None
            self._idle.append(self)


class Deadlines:
    """Runs batches. ``on_overdue(plugin, stage, error)`` hears of each step that is left behind."""

    def __init__(self, seconds: float, on_overdue: Callable[[str, str, Overdue], object]) -> None:
        self.seconds = seconds
        self._on_overdue = on_overdue
        self._idle: list[_Worker] = []

    def run(self, steps: Sequence[Step] | Sequence[Call], loop: Loop = one_by_one) -> list[Any]:
        """Give each step's answer, None for those left behind. Errors: what a step itself does not catch.

        ``loop`` does the steps of a batch from its ``place`` on, appending one answer for each, while it is not left.
        """
        answers: list[Any] = []
        while len(answers) < len(steps):
            batch = Batch(steps, len(answers))
            if self.seconds <= 0:
                loop(batch)
                return batch.answers
            in_time = self._wait(batch, self._start(batch, loop), self.seconds)
            answers += batch.answers
            if batch.error is not None and in_time:
                raise batch.error
            if not in_time:
                batch.place = len(answers)
                answers.append(None)
                self._on_overdue(*batch.doing, Overdue(self.seconds))
        return answers

    def run_one(self, step: Step, seconds: float, stop: Callable[[], None]) -> Any:
        """Do one thing that must be stopped when it is left behind, for instance because it holds a lock.

        Errors: Overdue; what the step raises. ``stop`` is called too where the one who waits is interrupted.
        """
        if seconds <= 0:
            return step.do()
        batch = Batch([step], 0)
        finished = self._start(batch, one_by_one)
        try:
            in_time = self._wait(batch, finished, seconds)
        except BaseException:
            stop()
            raise
        if not in_time:
            stop()
            raise Overdue(seconds)
        if batch.error is not None:
            raise batch.error
        return batch.answers[0]

    def _start(self, batch: Batch, loop: Loop) -> threading.Event:
        finished = threading.Event()
        try:
            worker = self._idle.pop()
        except IndexError:
            worker = _Worker(self._idle)
        worker.give(batch, loop, finished)
        return finished

    def _wait(self, batch: Batch, finished: threading.Event, seconds: float) -> bool:
        """Wait for the end, or until nothing has moved for so long; then it is left behind, and this is False."""
        seen, since = batch.moved, time.monotonic()
        try:
            while not finished.wait(min(seconds / _LOOKS, _FOREVER)):
                moved, now = batch.moved, time.monotonic()
                if moved != seen or batch.paused:
                    seen, since = moved, now
                elif now - since >= seconds:
                    batch.is_left = True
                    return finished.is_set()
        except BaseException:
            batch.is_left = True
            raise
        return True


def at_stage(stage: str) -> None:
    """Say at which stage the present step is, and begin its time anew."""
    batch: Batch | None = getattr(_here, "batch", None)
    if batch is not None:
        batch.stage = stage
        batch.ticks += 1


@contextmanager
def off_the_clock() -> Iterator[None]:
    """Do work of the core's own on behalf of a plugin: its time is not counted against the plugin."""
    batch: Batch | None = getattr(_here, "batch", None)
    if batch is None:
        yield
        return
    batch.paused += 1
    try:
        yield
    finally:
        batch.ticks += 1
        batch.paused -= 1
