"""Songs and moves by what people call them: a name, an id, or the first letters of one."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence

from parsers.errors import MixtasteError
from profiler.history.records import Move, Song, SongHistory

__all__ = ["UnknownNameError", "move_named", "song_named"]


class UnknownNameError(MixtasteError):
    """No song or move of this name or id; near ones are named."""


def song_named(songs: Sequence[Song], name: str) -> Song:
    """The song with this id, or the one with this name. Raises UnknownNameError."""
    exact = [song for song in songs if name == song.id] or [song for song in songs if name == song.name]
    if len(exact) == 1:
        return exact[0]
    if exact:
        ids = ", ".join(song.id for song in exact)
        raise UnknownNameError(f"{len(exact)} songs are called {name}", remedy=f"Ids: {ids}.")
    near = difflib.get_close_matches(name, [song.name for song in songs], n=3, cutoff=0.4)
    raise UnknownNameError(f"there is no song {name}", remedy=_near(near) or "List them: songs.")


def move_named(histories: Iterable[SongHistory], name: str) -> tuple[SongHistory, Move]:
    """The move with this id, or the only one whose id begins so, and its song's history. Raises UnknownNameError."""
    known = {one.id: (history, one) for history in histories for one in history.moves if one.id}
    matching = [name] if name in known else [one for one in known if name and one.startswith(name)]
    if len(matching) == 1:
        return known[matching[0]]
    near = matching[:3] or difflib.get_close_matches(name, known, n=3, cutoff=0.6)
    found = f"{len(matching)} moves begin with {name}" if matching else f"there is no move {name}"
    raise UnknownNameError(found, remedy=_near(near) or "List them: moves.")


def _near(names: Sequence[str]) -> str:
    return f"Near ones: {', '.join(names)}." if names else ""
