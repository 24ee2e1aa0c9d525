"""Verdicts that an answer bears on beyond the few that are judged at once: they are judged while the next is asked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Event, Lock

__all__ = ["Meanwhile"]

_TOGETHER = 100
"""Gestures judged without a break: an answer that comes meanwhile waits no longer than a twentieth of a second."""


class Meanwhile:
    """One thread that works off what was left, in the order it was left; and the lock under which anything is judged.

    What is judged later is judged by what has been said by then: an answer that comes in between is not undone.
    """

    def __init__(self) -> None:
        self.lock = Lock()
        self.closing = Event()
        """Set at the end: what was only begun may be given up."""
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="verdicts")
        self._left: list[Future[None]] = []

    def leave(self, names: Sequence[str], work: Callable[[Sequence[str]], None]) -> None:
        """Leave these to be worked on, some at a time, each time under the lock."""
        parts = [names[at : at + _TOGETHER] for at in range(0, len(names), _TOGETHER)]
        self._left += [self._thread.submit(self._locked, work, part) for part in parts]

    def begin(self, work: Callable[[], object]) -> None:
        """Do something that is only to be done by the time it is needed: nobody waits for it, or hears if it fails."""
        self._thread.submit(work)

    def finish(self) -> None:
        """Wait until nothing is left. Raises what the work has raised."""
        left, self._left = self._left, []
        for one in left:
            one.result()

    def close(self) -> None:
        """Finish, and end the thread."""
        self.closing.set()
        try:
            self.finish()
        finally:
            self._thread.shutdown()

    def _locked(self, work: Callable[[Sequence[str]], None], part: Sequence[str]) -> None:
        with self.lock:
            work(part)
