"""A verdict in a column's width, and odds as people bet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.views.say import share

if TYPE_CHECKING:
    from profiler.verdicts import Verdict

__all__ = ["odds", "verdict_words"]


def verdict_words(verdict: Verdict | None) -> str:
    """``objective 86 %``; a question mark where it is not settled."""
    if verdict is None:
        return "not judged yet"
    surely = verdict.p_objective if verdict.guess == "objective" else verdict.p_subjective
    return f"{verdict.guess} {share(surely)}{'' if verdict.settled else '?'}"


def odds(factor: float) -> str:
    """A Bayes factor as people bet: ``12 : 1 for``, ``1 : 3 against``, ``even``."""
    if 0.95 <= factor <= 1.05:
        return "even"
    size = factor if factor > 1 else 1 / factor if factor > 0 else float("inf")
    text = "over 1,000" if size > 1000 else f"{size:.0f}" if size >= 9.5 else f"{size:.1f}".removesuffix(".0")
    return f"{text} : 1 for" if factor > 1 else f"1 : {text} against"
