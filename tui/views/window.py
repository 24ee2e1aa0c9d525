"""Windows of acceptability: what is asked, and what the answers have come to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from parsers.vocabulary import describe
from tui.lines import Line, Style, Styled, table, wrap
from tui.views.say import counted

if TYPE_CHECKING:
    from profiler.service.reports import WindowQuestion
    from profiler.windows import Window

__all__ = ["control_words", "question_lines", "settled_line", "window_lines", "window_table"]

ANSWERS = (("too_much", "too much"), ("fine", "fine"), ("not_enough", "not enough"))
"""Digit by place: what is stored, and how it is said."""


def control_words(control: str) -> str:
    """``lead vocal:send.gain@reverb`` as it is said: ``lead vocal: send level (reverb)``."""
    role, _, rest = control.partition(":")
    term, _, circumstance = rest.partition("@")
    return f"{role}: {describe(term).label}" + (f" ({circumstance})" if circumstance else "")


def question_lines(question: WindowQuestion | None, *, columns: int, keys: bool = True) -> Iterator[Line]:
    """What is asked and how to hear it; the value itself stays hidden.

    keys  whether the digits that answer are shown
    """
    if question is None:
        yield ("No value waits to be heard.",)
        for text in wrap(
            "A control is queued here when you answer why you moved it, and when its value can be heard.".split(" "),
            columns=columns,
        ):
            yield (Styled(text, Style.DIM),)
        return
    yield (Styled(control_words(question.control), Style.TITLE), Styled(f"   in {question.song}", Style.DIM))
    yield ()
    for text in wrap(question.how_to_hear.split(" "), columns=columns):
        yield (text,)
    if question.path:
        yield ()
        yield ("Open  ", Styled(question.path, Style.STRONG))
    yield ()
    yield ("As you hear it now, is it",)
    if keys:
        for digit, (_, words) in enumerate(ANSWERS, start=1):
            yield (Styled(f" {digit}  ", Style.KEY), words)
    asked = question.asked
    yield ()
    yield (Styled(f"The value is hidden. {counted(asked, 'value')} judged so far for this control.", Style.DIM),)
