"""The thread that reads."""

import asyncio
import threading
import time

import pytest

from influcore_tui.reader import Reader


def test_all_jobs_run_on_one_thread_that_is_not_the_callers() -> None:
    async def main() -> None:
        ended = threading.Event()
        reader = Reader("test", ended.set)
        threads = {await reader.run(threading.get_ident) for _ in range(3)}
        assert len(threads) == 1
        assert threading.get_ident() not in threads
        reader.close()
        assert await asyncio.to_thread(ended.wait, 2)

    asyncio.run(main())


def test_a_failure_comes_back_to_who_asked() -> None:
    def fail() -> None:
        raise KeyError("no")

    def leave() -> None:
        raise SystemExit(3)

    async def main() -> None:
        reader = Reader("test")
        with pytest.raises(KeyError):
            await reader.run(fail)
        with pytest.raises(RuntimeError, match="SystemExit"):
            await reader.run(leave)
        assert await reader.run(lambda: 5) == 5
        reader.close()

    asyncio.run(main())


def test_what_nobody_waits_for_any_more_is_not_begun() -> None:
    async def main() -> None:
        reader, done = Reader("test"), []
        gate = threading.Event()
        first = asyncio.ensure_future(reader.run(gate.wait))
        second = asyncio.ensure_future(reader.run(lambda: done.append(1)))
        await asyncio.sleep(0.02)
        second.cancel()
        await asyncio.sleep(0)
        gate.set()
        await first
        await reader.run(lambda: None)
        assert not done
        assert reader.pending == 0
        reader.close()

    asyncio.run(main())


def test_a_job_that_hangs_does_not_hold_the_exit() -> None:
    async def main() -> None:
        reader = Reader("test")
        task = asyncio.ensure_future(reader.run(lambda: time.sleep(60)))
        await asyncio.sleep(0.05)
        reader.close()
        task.cancel()

    begun = time.perf_counter()
    asyncio.run(main())
    assert time.perf_counter() - begun < 5
    assert all(thread.daemon for thread in threading.enumerate() if thread.name == "influcore-test")
