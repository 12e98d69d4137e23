"""Readings on a thread of their own, so that a slow panel never holds up the screen, nor the exit."""

from __future__ import annotations

import asyncio
import threading
from collections import deque
from collections.abc import Callable
from typing import Any, TypeVar

T = TypeVar("T")
_Job = tuple[Callable[[], Any], "asyncio.Future[Any]", asyncio.AbstractEventLoop]


class Reader:
    """Runs jobs one after another on one daemon thread.

    One thread, because a connection to SQLite and the lazy rows made with it stay on the thread that opened them. A
    daemon, because a plugin that never comes back must not keep the program from ending. A job whose future was
    cancelled while it waited is not begun.
    """

    def __init__(self, name: str, at_end: Callable[[], None] | None = None) -> None:
        self.pending = 0
        self._name = name
        self._at_end = at_end
        self._jobs: deque[_Job] = deque()
        self._wake = threading.Condition()
        self._thread: threading.Thread | None = None
        self._closed = False

    async def run(self, job: Callable[[], T]) -> T:
        """Wait for what the job gives, or for the exception it raises."""
        loop = asyncio.get_running_loop()
        future: asyncio.Future[T] = loop.create_future()
        with self._wake:
            if self._closed:
                raise asyncio.CancelledError
            self._jobs.append((job, future, loop))
            self._wake.notify()
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, name=f"influcore-{self._name}", daemon=True)
                self._thread.start()
        self.pending += 1
        try:
            return await future
        finally:
            self.pending -= 1

    def close(self, wait: float = 0.0) -> None:
        """Begin nothing more; the thread ends after its present job. ``wait`` is in seconds."""
        with self._wake:
            self._closed = True
            self._jobs.clear()
            self._wake.notify()
        if wait and self._thread is not None:
            self._thread.join(wait)

    def _work(self) -> None:
        while (job := self._next()) is not None:
            call, future, loop = job
            if future.cancelled():
                continue
            try:
                value, error = call(), None
            except BaseException as caught:  # noqa: BLE001 - SystemExit too: a plugin must not end the program
                value, error = None, caught if isinstance(caught, Exception) else RuntimeError(repr(caught))
            try:
                loop.call_soon_threadsafe(_settle, future, value, error)
            except RuntimeError:  # the program has ended meanwhile: nobody waits any more
                break
        if self._at_end is not None:
            self._at_end()

    def _next(self) -> _Job | None:
        with self._wake:
            while not self._jobs and not self._closed:
                self._wake.wait()
            return self._jobs.popleft() if self._jobs and not self._closed else None


def _settle(future: asyncio.Future[Any], value: Any, error: Exception | None) -> None:
    if future.cancelled():
        return
    if error is None:
        future.set_result(value)
    else:
        future.set_exception(error)
