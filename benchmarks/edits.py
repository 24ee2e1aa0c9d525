"""Known edits in real sessions: one is made, the session is written and read again, and just that move must be told.

    MIXTASTE_CORPUS=FOLDER python benchmarks/edits.py [--each 1] [--seed 1]

Every REAPER project below ``reaper`` gets each kind of edit `--each` times, at a place drawn by lot, where it has one.
Places whose edit cannot show alone are left out: faders under an automation curve, folders and tracks that others send
to. Printed are how many edits of each kind came back as just their move, and every one that did not.
"""

from __future__ import annotations

import argparse
import os
import random
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from parsers.errors import MixtasteError
from parsers.registry import read_bytes, write
from parsers.session import Session, Track
from profiler.history.moves import compare
from profiler.history.words import in_words

Edited = tuple[Session, str]
"""The edited session, and the id of the track that the move must be on, "" where any may be."""


def tracks_of(session: Session) -> list[Track]:
    """Tracks that an edit shows on alone: no other has their id, they are no folder, and no other feeds them."""
    fed = {send.to for track in session.tracks for send in track.sends} | {track.output for track in session.tracks}
    held = {track.folder for track in session.tracks}
    count = Counter(track.id for track in session.tracks)
    return [
        track
        for track in session.tracks
        if track.id and count[track.id] == 1 and track.kind == "track" and track.id not in fed | held
    ]


def with_track(session: Session, track: Track, *after: Track) -> Session:
    """These tracks in the place of the one of the first's id; none removes it."""
    place = next(place for place, one in enumerate(session.tracks) if one.id == track.id)
    return replace(session, tracks=(*session.tracks[:place], *after, *session.tracks[place + 1 :]))


def set_on(track: Track, session: Session, **fields: Any) -> Edited:
    """A track's fields set otherwise."""
    return with_track(session, track, replace(track, **fields)), track.id


def part_set(session: Session, track: Track, parts: str, number: int, **fields: Any) -> Edited:
    """Fields of one of a track's inserts, sends or clips set otherwise; without fields it is taken out."""
    held = list(getattr(track, parts))
    held[number : number + 1] = [replace(held[number], **fields)] if fields else []
    return set_on(track, session, **{parts: tuple(held)})


def on_tracks(edit: Callable[[Session, Track], Edited]) -> Callable[[Session, random.Random], Edited | None]:
    """An edit of a track that is no curve's."""

    def at_one(session: Session, rng: random.Random) -> Edited | None:
        able = [track for track in tracks_of(session) if not track.envelopes]
        return edit(session, rng.choice(able)) if able else None

    return at_one


def on_parts(
    parts: str, able: Callable[[Any], bool], change: Callable[[Any], dict[str, Any]]
) -> Callable[[Session, random.Random], Edited | None]:
    """An edit of an insert, a send or a clip. change: the fields to set, none to take it out."""

    def at_one(session: Session, rng: random.Random) -> Edited | None:
        places = [
            (track, number)
            for track in tracks_of(session)
            for number, part in enumerate(getattr(track, parts))
            if able(part)
        ]
        if not places:
            return None
        track, number = rng.choice(places)
        return part_set(session, track, parts, number, **change(getattr(track, parts)[number]))

    return at_one


def moved_up(session: Session, rng: random.Random) -> Edited | None:
    """A track in the place of the one above it, both in the same folder and no folders themselves."""
    pairs = [
        (upper, lower)
        for upper, lower in zip(session.tracks, session.tracks[1:], strict=False)
        if upper.kind == lower.kind == "track" and upper.folder == lower.folder and upper.id and lower.id
    ]
    if not pairs or len({one.id for one in session.tracks}) != len(session.tracks):
        return None
    upper, lower = rng.choice(pairs)
    without = with_track(session, lower)
    return with_track(without, upper, lower, upper), ""


def copied(session: Session, rng: random.Random) -> Edited | None:
    """A track twice: the copy under it has an id of its own."""
    able = [track for track in tracks_of(session) if not track.clips and not track.inserts and not track.sends]
    if not able:
        return None
    track = rng.choice(able)
    copy = replace(track, id="{0DDBA11C-0000-4000-8000-000000000001}", envelopes=())
    return with_track(session, track, track, copy), copy.id


def alone(part: Any) -> bool:
    """Whether no curve has a say in it."""
    return not part.envelopes


EDITS: dict[str, Callable[[Session, random.Random], Edited | None]] = {
    # the term that must be told: the edit
    "fader.gain": on_tracks(lambda session, track: set_on(track, session, gain_db=max(track.gain_db, -60.0) - 2.5)),
    "pan.position": on_tracks(lambda session, track: set_on(track, session, pan=0.4 if track.pan < 0.2 else -0.3)),
    "mute": on_tracks(lambda session, track: set_on(track, session, muted=not track.muted)),
    "polarity": on_tracks(lambda session, track: set_on(track, session, polarity_inverted=not track.polarity_inverted)),
    "track.renamed": on_tracks(lambda session, track: set_on(track, session, name=f"{track.name} dbl")),
    "track.removed": on_tracks(lambda session, track: (with_track(session, track), track.id)),
    "track.moved": moved_up,
    "track.added": copied,
    "insert.enabled": on_parts("inserts", alone, lambda insert: {"enabled": not insert.enabled}),
    "insert.removed": on_parts("inserts", alone, lambda _: {}),
    "send.gain": on_parts("sends", alone, lambda send: {"gain_db": max(send.gain_db, -60.0) - 3.0}),
    "send.removed": on_parts("sends", alone, lambda _: {}),
    "clip.gain": on_parts("clips", alone, lambda clip: {"gain_db": max(clip.gain_db, -60.0) - 1.5}),
    "clip.moved": on_parts("clips", lambda clip: bool(clip.id), lambda clip: {"position_s": clip.position_s + 1.25}),
    "clip.removed": on_parts("clips", lambda clip: bool(clip.id), lambda _: {}),
}


def outcomes(data: bytes, path: str, rng: random.Random, each: int) -> Iterator[tuple[str, list[str] | None]]:
    """(term, what was told instead; None where it was just the move) of every edit of one session."""
    session = read_bytes(data, path=path)
    if session.kind != "project":
        return
    for term, edit in EDITS.items():
        for _ in range(each):
            edited = edit(session, rng)
            if edited is None:
                continue
            try:
                written = write(edited[0], base=data)
            except MixtasteError as error:
                yield term, [f"not written: {error}"]
                continue
            told = compare(session, read_bytes(written, path=path)).moves
            just = [move.term for move in told] == [term]
            on = {move.object.track.id for move in told if move.object.track is not None}
            right = just and (not edited[1] or on == {edited[1]})
            yield term, None if right else [in_words(move) for move in told]


def main(arguments: Sequence[str] | None = None) -> None:
    """Make the edits and print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--each", type=int, default=1)
    options.add_argument("--seed", type=int, default=1)
    given = options.parse_args(arguments)
    rng = random.Random(given.seed)
    made, right = Counter[str](), Counter[str]()
    for path in sorted(Path(os.environ["MIXTASTE_CORPUS"], "reaper", "files").rglob("*.[rR][pP][pP]")):
        data = path.read_bytes()
        try:
            results = list(outcomes(data, str(path), rng, given.each))
        except MixtasteError:
            continue  # what cannot be read is counted by benchmarks/parse.py
        for term, instead in results:
            made[term] += 1
            right[term] += instead is None
            if instead is not None:
                print(f"{path.name}: {term} told as {'; '.join(instead[:4]) or 'nothing'}")
    for term in EDITS:
        print(f"{term:18s} {right[term]:5d} of {made[term]:5d}")
    print(f"{'all':18s} {right.total():5d} of {made.total():5d}")


if __name__ == "__main__":
    main()
