"""Windows of acceptability: what is asked, and what the answers have come to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from parsers.vocabulary import describe
from tui.lines import Line, Style, Styled, table, wrap
from tui.pictures.window import LEGEND, LEGEND_ASCII, window_bar
from tui.views.say import counted

if TYPE_CHECKING:
    from profiler.service.reports import WindowQuestion
    from profiler.windows import Edge, Window

__all__ = [
    "ANSWERS",
    "control_words",
    "question_lines",
    "question_object",
    "window_line",
    "window_lines",
    "window_table",
]

ANSWERS: tuple[tuple[str, str], ...] = (("too_much", "too much"), ("fine", "fine"), ("not_enough", "not enough"))
"""Digit by place: what is stored, and how it is said."""


def control_words(control: str) -> str:
    """``lead vocal:send.gain@reverb`` as it is said: ``lead vocal: send level (reverb)``."""
    role, _, rest = control.partition(":")
    term, _, circumstance = rest.partition("@")
    return f"{role}: {describe(term).label}" + (f" ({circumstance})" if circumstance else "")


def question_lines(question: WindowQuestion | None, *, song: str, columns: int, keys: bool = True) -> Iterator[Line]:
    """What is asked and how to hear it; the value itself stays hidden.

    song  name of the question's song
    keys  whether the digits that answer are shown
    """
    if question is None:
        yield ("No value waits to be heard.",)
        for text in wrap(_NOTHING.split(" "), columns=columns):
            yield (Styled(text, Style.DIM),)
        return
    yield (Styled(control_words(question.control), Style.TITLE), Styled(f"   in {song}" if song else "", Style.DIM))
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
    yield ()
    yield (
        Styled(f"The value is hidden. {counted(question.asked, 'value')} judged so far for this control.", Style.DIM),
    )


_NOTHING = "A control is queued when you answer why you moved it, and when there is a way to hear its value."


def question_object(question: WindowQuestion) -> dict[str, object]:
    """Schema ``mixtaste/question/1`` of kind ``window``."""
    return {
        "schema": "mixtaste/question/1",
        "id": question.id,
        "kind": "window",
        "control": question.control,
        "value": question.value,
        "unit": question.unit,
        "song": question.song,
        "text": question.how_to_hear,
        "choices": [{"id": stored, "text": words} for stored, words in ANSWERS],
        "path": question.path or None,
        "asked": question.asked,
    }


def window_table(windows: Sequence[Window], *, columns: int) -> Iterator[Line]:
    """One row a window."""
    if not windows:
        yield ("No window yet: none of your controls was asked about. See: mixtaste window ask",)
        return
    yield from table(
        [(window.id, *_edges(window), str(window.answers), str(window.songs), window.state) for window in windows],
        heads=("control", "from", "to", "answers", "songs", "state"),
        aligns=("left", "right", "right", "right", "right", "left"),
        columns=columns,
    )


def window_line(window: Window) -> Line:
    """The window in one sentence, its state marked."""
    return (window.sentence(), Styled(f"  {window.state}", Style.DIM))


def window_lines(window: Window, names: Mapping[str, str], *, columns: int, plain: bool, ascii: bool) -> Iterator[Line]:
    """One window in full: over songs, then in each.

    names  song id → name
    """
    yield (Styled(control_words(window.id), Style.TITLE), Styled(f"  {window.state}", Style.DIM))
    yield (window.sentence(),)
    if not plain:
        yield ()
        yield (window_bar(window, columns=columns, ascii=ascii),)
        yield (Styled(LEGEND_ASCII if ascii else LEGEND, Style.DIM),)
    yield ()
    for word, edge in (("lower edge", window.low), ("upper edge", window.high)):
        yield (f"{word}: {_edge(window, edge)}",)
    if window.in_songs:
        yield ()
        say = describe(window.control.term).say
        yield from table(
            [
                (
                    names.get(inside.song, inside.song),
                    "open" if inside.low.open else say(inside.low.median),
                    "open" if inside.high.open else say(inside.high.median),
                    str(inside.answers),
                    "settled" if inside.settled else "open",
                )
                for inside in window.in_songs
            ],
            heads=("in song", "from", "to", "answers", "state"),
            aligns=("left", "right", "right", "right", "left"),
            columns=columns,
        )


def _edges(window: Window) -> tuple[str, str]:
    say = describe(window.control.term).say
    low = "no limit found" if window.low.open else say(window.low.median)
    return low, "no limit found" if window.high.open else say(window.high.median)


def _edge(window: Window, edge: Edge) -> str:
    say = describe(window.control.term).say
    if edge.open:
        reached = f", heard as far as {say(edge.searched_to)}" if edge.searched_to is not None else ""
        return f"no limit found{reached}"
    return f"{say(edge.median)}, 90 % sure between {say(edge.lo90)} and {say(edge.hi90)}"
