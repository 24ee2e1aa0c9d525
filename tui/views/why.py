"""Why a move was probably made: the verdict, every reason tested with its odds and numbers, and what could not be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from tui.lines import Line, Style, Styled, width, wrap
from tui.views.moves import move_words
from tui.views.say import counted, joined, share, when
from tui.views.verdict import odds

if TYPE_CHECKING:
    from profiler.justifications.reason import ReasonResult
    from profiler.service.reports import Why
    from profiler.verdicts import Verdict

__all__ = ["why_lines"]


def why_lines(why: Why, *, columns: int) -> Iterator[Line]:
    """Yield the whole account."""
    yield (Styled(move_words(why.move), Style.TITLE),)
    yield (Styled(f"in {why.song.name}, saved {when(why.move.time)}", Style.DIM),)
    others = [move for move in why.moves if move.id != why.move.id]
    if others:
        yield (Styled(f"judged together with {counted(len(others), 'other move')} ({why.gesture.kind}):", Style.DIM),)
        for move in others[:8]:
            yield ("  ", move_words(move))
        if len(others) > 8:
            yield (f"  and {len(others) - 8} more",)
    yield ()
    yield from _verdict(why.verdict, columns)
    tested = [reason for reason in why.verdict.reasons if reason.outcome != "untestable"]
    tested.sort(key=lambda reason: (reason.outcome != "hit", -reason.share, reason.name))
    untested = [reason for reason in why.verdict.reasons if reason.outcome == "untestable"]
    if tested:
        yield ()
        yield (Styled("Reasons tested", Style.STRONG),)
        for reason in tested:
            yield from _reason(reason, columns)
    if untested:
        yield ()
        yield (Styled("Could not be tested", Style.STRONG), Styled(" (counts neither way)", Style.DIM))
        for reason in untested:
            yield from _told(f"  {reason.name}: ", reason.why_untested, columns)
    if not why.verdict.reasons:
        yield ("No reason in the catalogue speaks of a move like this.",)


def _verdict(verdict: Verdict, columns: int) -> Iterator[Line]:
    meaning = "it has a reason" if verdict.guess == "objective" else "it looks like taste"
    surely = verdict.p_objective if verdict.guess == "objective" else verdict.p_subjective
    yield (
        Styled(verdict.guess, Style.STRONG),
        f": {meaning}, {share(surely)} sure, ",
        Styled("settled", Style.STRONG) if verdict.settled else "not settled, so this is a guess",
    )
    if verdict.open_because:
        yield from _told("  open because ", verdict.open_because, columns)
    if verdict.best_reason:
        yield from _told("  likeliest reason: ", verdict.best_reason, columns)
    yield from _told("  why at all: ", verdict.kind.sentence, columns)
    yield from _told("  how far: ", verdict.amount.sentence, columns)
    if verdict.tags:
        yield (f"  tagged: {joined([tag.replace('_', ' ') for tag in verdict.tags])}",)
    yield (f"  {share(verdict.testable)} of the reasons for such a move could be tested",)
    if verdict.evidence:
        yield ()
        yield (Styled("Evidence", Style.STRONG), Styled(" (independent lines, multiplied)", Style.DIM))
        for line in verdict.evidence:
            yield from _told(f"  {line.line}, {odds(10**line.log10_factor)}: ", line.sentence, columns)


def _reason(reason: ReasonResult, columns: int) -> Iterator[Line]:
    hit = reason.outcome == "hit"
    yield (
        "  ",
        Styled("hit   " if hit else "missed", Style.KEY if hit else Style.DIM),
        f"  {reason.name}",
        Styled(f"  {odds(reason.bayes_factor)}, share {share(reason.share)}", Style.DIM),
    )
    if reason.sentence:
        yield from _told("          ", reason.sentence, columns)
    numbers = [
        *_numbers(reason.numbers),
        f"hits {reason.sensitivity:.2g} when it is the cause",
        f"{reason.chance_rate:.2g} by chance ({reason.chance_source})",
    ]
    for text in wrap(numbers, columns=columns, first="          ", joint=" · "):
        yield (Styled(text, Style.DIM),)


def _numbers(numbers: Mapping[str, float]) -> Sequence[str]:
    return [f"{name.replace('_', ' ')} {number:.4g}" for name, number in numbers.items()]


def _told(first: str, sentence: str, columns: int) -> Iterator[Line]:
    if sentence:
        for text in wrap(sentence.split(" "), columns=columns, first=first, rest=" " * min(width(first), 10)):
            yield (text,)
