"""Suggestions, best first, each with the named parts of its score."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from parsers.vocabulary import describe
from tui.lines import Line, Style, Styled, wrap

if TYPE_CHECKING:
    from profiler.suggestions.candidates import Change
    from profiler.suggestions.ranking import Suggestion

__all__ = ["suggestion_lines"]


def suggestion_lines(suggestions: Sequence[Suggestion], *, columns: int) -> Iterator[Line]:
    """Yield every suggestion: what it changes, its parts as sentences, what wants an ear."""
    if not suggestions:
        yield ("The file holds no candidate.",)
        return
    for number, suggestion in enumerate(suggestions):
        if number:
            yield ()
        yield (
            Styled(f"{suggestion.rank}. {suggestion.candidate.id}", Style.TITLE),
            f"   score {suggestion.score:+.2f}, {suggestion.confidence}",
            Styled("  outside your pattern" if suggestion.outside_pattern else "", Style.WARN),
            Styled(f"  {suggestion.id}", Style.DIM),
        )
        if suggestion.candidate.note:
            yield from _wrapped("   ", suggestion.candidate.note, columns, Style.DIM)
        for change in suggestion.candidate.changes:
            yield from _wrapped("   ", _change(change), columns)
        for part in suggestion.parts:
            yield from _wrapped(f"   {part.points:+6.2f}  {part.name}: ", part.sentence, columns, Style.DIM)
        for check in suggestion.checks:
            yield from _wrapped("   listen: ", f"{check.track}: {check.why}" if check.track else check.why, columns)


def _change(change: Change) -> str:
    described = describe(change.term)
    band = f" band {change.band}" if change.band is not None else ""
    before = f"{described.say(change.before)} → " if change.before is not None else "→ "
    return f"{change.name}{band}: {described.label} {before}{described.say(change.after)}"


def _wrapped(first: str, text: str, columns: int, style: Style | None = None) -> Iterator[Line]:
    for line in wrap(text.split(" "), columns=columns, first=first, rest=" " * 11):
        yield (line if style is None else Styled(line, style),)
