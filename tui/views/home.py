"""What the terminal application shows first."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tui.lines import Line, Style, Styled, table
from tui.views.say import counted, when

if TYPE_CHECKING:
    from profiler.service.reports import Status

__all__ = ["home_lines"]

_RECENT = 8


def home_lines(
    status: Status, sentences: int | None, *, columns: int, keys: tuple[str, str, str] = ("q", "w", "p")
) -> Iterator[Line]:
    """What was learnt lately, what waits, what is known of the engineer's taste.

    sentences  how many the profile has; None while it is being worked out
    keys       that lead to questions, windows and the profile
    """
    yield (Styled("Learnt lately", Style.STRONG),)
    if status.recent:
        yield from table(
            [
                (f"  {recent.name}", counted(recent.saves, "save"), counted(recent.moves, "move"), when(recent.time))
                for recent in status.recent[:_RECENT]
            ],
            heads=("", "", "", ""),
            aligns=("left", "right", "right", "left"),
            columns=columns,
        )
    else:
        yield ("  Nothing yet. Leave with Ctrl-Q and give: mixtaste learn FOLDER",)
    yield ()
    yield (
        f"{counted(status.songs, 'song')}, {counted(status.moves, 'move')} in {counted(status.gestures, 'gesture')}",
    )
    yield ()
    yield _row(status.questions, "question waits", "questions wait", keys[0])
    yield _row(status.windows, "window", "windows", keys[1])
    yield _row(sentences, "sentence in your profile", "sentences in your profile", keys[2])


def _row(number: int | None, one: str, many: str, key: str) -> Line:
    return (
        Styled(f"{'…' if number is None else f'{number:,}':>6}", Style.STRONG),
        f" {one if number == 1 else many:<28}",
        Styled(key, Style.KEY),
    )
