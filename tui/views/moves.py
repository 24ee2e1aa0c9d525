"""Moves as lines: by song and save, each with its id, what was changed, and what is thought of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from profiler.history.records import Move
from profiler.history.words import in_words
from tui.lines import Line, Style, Styled, width, wrap
from tui.views.say import counted, when
from tui.views.verdict import verdict_words

if TYPE_CHECKING:
    from profiler.service.reports import Judged

__all__ = ["ID", "move_lines", "move_words"]

ID = 10
"""Letters of an id that are shown: enough to name a move of a large archive."""
_VERDICT = len("subjective 51 %?")


def move_words(move: Move) -> str:
    """One move as an engineer would say it; what was taken back later says so."""
    return in_words(move) + (" (undone later)" if move.undone_by else "")


def move_lines(moves: Sequence[Judged], names: Mapping[str, str], *, columns: int) -> Iterator[Line]:
    """Yield all moves under their song and save.

    names  song id → name
    """
    if not moves:
        yield ("No move is known yet.",)
        return
    song = save = None
    for judged in moves:
        move = judged.move
        if move.song != song:
            if song is not None:
                yield ()
            song, save = move.song, None
            yield (Styled(names.get(move.song, move.song), Style.TITLE),)
        if move.after_save != save:
            save = move.after_save
            yield (Styled(f"  saved {when(move.time)}", Style.DIM),)
        yield from _move(judged, columns)
    yield ()
    songs = len({judged.move.song for judged in moves})
    yield (Styled(f"{counted(len(moves), 'move')} in {counted(songs, 'song')}. Why? mixtaste why ID", Style.DIM),)


def _move(judged: Judged, columns: int) -> Iterator[Line]:
    verdict = verdict_words(judged.verdict)
    room = columns - ID - _VERDICT - 8
    texts = list(wrap(move_words(judged.move).split(" "), columns=max(room, 24)))
    quiet = judged.move.undone_by is not None or not judged.move.audible
    for number, text in enumerate(texts):
        said: str | Styled = Styled(text, Style.DIM) if quiet else text
        if number == 0:
            key = Styled((judged.move.id or "")[:ID], Style.DIM)
            yield ("    ", key, "  ", said, " " * max(room - width(text), 0), "  ", Styled(verdict, Style.DIM))
        else:
            yield (" " * (ID + 6), said)
