"""The truth beside what was found: which move was really made why, and what the simulated engineer would answer."""

from __future__ import annotations

import os
from pathlib import Path

from profiler.history.records import Move, Song
from profiler.questions import Question
from profiler.studio.engineer import answer_why
from profiler.studio.truth import MadeMove, SongTruth, Truth

__all__ = ["Beside", "truth_words"]

_KINDS = {
    "objective": "a reason",
    "unlisted": "a reason that is in no catalogue",
    "taste": "taste",
    "request": "the client asked for it",
    "experiment": "an experiment",
    "mistake": "a mistake",
}


def truth_words(made: MadeMove | None) -> str:
    """``a reason, T1: “…”``: why the simulated engineer made the move."""
    if made is None:
        return "came along with another move"
    kind = _KINDS[made.kind] + (f", {made.reason}" if made.reason else "")
    return f"{kind}: “{made.words}”" if made.words else kind


class Beside:
    """Finds what really happened behind songs and moves that were learnt from the archive in a folder."""

    def __init__(self, truth: Truth, folder: Path, songs: list[Song]) -> None:
        self._paths = {
            save.id: os.path.relpath(save.path, folder).replace(os.sep, "/") for song in songs for save in song.saves
        }
        self._saved_in = {path: song for song in truth.songs for path in song.saves}
        self._songs = {song.id: song for song in songs}
        self._made: dict[tuple[str, str, str, str], list[MadeMove]] = {}
        for _, made in truth.moves():
            key = (made.before_save, made.after_save, made.control.track, made.term)
            self._made.setdefault(key, []).append(made)

    def of_move(self, move: Move) -> MadeMove | None:
        """The move that was really made, or None where no one control's change is behind it."""
        track = move.object.track.id if move.object.track else ""
        key = (self._paths.get(move.before_save, ""), self._paths.get(move.after_save, ""), track, move.term)
        found = self._made.get(key, [])
        return found[0] if len(found) == 1 else None

    def of_song(self, song: str) -> SongTruth | None:
        """The song behind this id."""
        known = self._songs.get(song)
        paths = [self._paths[save.id] for save in known.saves] if known is not None else []
        return next((self._saved_in[path] for path in paths if path in self._saved_in), None)

    def engineer_of(self, move: Move) -> str:
        """Name of who made it."""
        song = self.of_song(move.song)
        return song.engineer if song is not None else ""


def answer_of(question: Question, made: MadeMove) -> tuple[str | None, str]:
    """What the simulated engineer answers: one of the choices, or None, and words of their own."""
    said = answer_why(made)
    fixed = {"taste": "taste", "request": "requested", "mistake": "mistake", "experiment": "mistake"}.get(said.kind)
    offered = [choice.id for choice in question.choices]
    if fixed is not None:
        return fixed, ""
    for choice in offered:
        if said.reason and choice.partition(" ")[0] == said.reason:
            return choice, ""
    return None, said.words or "There was a technical reason."
