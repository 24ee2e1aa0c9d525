"""How far long work has come, in place on a terminal, with an estimate of what is left."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import PurePath
from typing import TYPE_CHECKING, Self

from tui.output import Output
from tui.views.say import length

if TYPE_CHECKING:
    from profiler.service.reports import Progress

__all__ = ["ProgressLine"]

_EVERY_S = 0.1


class ProgressLine:
    """Shows each `Progress` it is called with, at most ten times a second; a context manager that wipes the line.

    clock    seconds of any steady clock
    heading  said once, before the first
    """

    def __init__(self, out: Output, *, clock: Callable[[], float] = time.monotonic, heading: str = "") -> None:
        self._out = out
        self._clock = clock
        self._heading = heading
        self._stage = ""
        self._began = 0.0
        self._shown = 0.0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.wipe()

    def wipe(self) -> None:
        """Take the line away, so that something else can be printed."""
        self._out.rewrite("", last=True)

    def __call__(self, progress: Progress) -> None:
        """Show it, unless something was shown a moment ago."""
        if self._heading and not self._out.manner.json:
            self._out.remark(self._heading)
        self._heading = ""
        now = self._clock()
        if progress.stage != self._stage:
            self._stage, self._began, self._shown = progress.stage, now, 0.0
        if now - self._shown < _EVERY_S and progress.done < progress.total:
            return
        self._shown = now
        self._out.rewrite(sentence(progress, now - self._began))


def sentence(progress: Progress, elapsed_s: float) -> str:
    """``reading 120 of 1,063 · about 40 s left · Song.rpp``; no estimate in the first 2 s or twentieth."""
    parts = [f"{progress.stage} {progress.done:,} of {progress.total:,}" if progress.total else progress.stage]
    left = progress.total - progress.done
    if progress.done and left > 0 and (progress.done * 20 >= progress.total or elapsed_s > 2):
        parts.append(f"about {length(elapsed_s / progress.done * left)} left")
    if progress.path:
        parts.append(PurePath(progress.path).name)
    return " · ".join(parts)
