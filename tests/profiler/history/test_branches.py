"""From which earlier save a save came: by content, so that going back is a branch and no hundred moves."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from parsers.session import Session, Track
from profiler.history.derive import history
from profiler.history.facts import facts_of
from profiler.history.records import SongHistory
from profiler.history.sketch import parents, sketch_of
from profiler.history.songs import group

Build = Callable[..., Any]
COUNT = 12


def mix(session: Build, *, fader_db: float = 0.0, moved: int = 0, state: str = "") -> Session:
    """Twelve tracks, the first so many of which have another fader and pan."""
    tracks = [
        Track(f"{{{n}}}", f"t{n}", gain_db=fader_db if n < moved else 0.0, pan=0.1 if n < moved else 0.0)
        for n in range(COUNT)
    ]
    return session(*tracks, notes=state)


def learnt(*sessions: Session) -> SongHistory:
    known = {f"c{n}": one for n, one in enumerate(sessions)}
    facts = [
        facts_of(one, name.encode(), content=name, path="/a/Tide/Tide.rpp", mtime=float(n), user="me")
        for n, (name, one) in enumerate(known.items())
    ]
    (song,) = group(facts)
    return history(song, known.__getitem__)


def came_from(found: SongHistory) -> list[int | None]:
    order = {save.id: save.order for save in found.song.saves}
    return [None if save.parent is None else order[save.parent] for save in found.song.saves]


def test_a_session_restored_from_an_older_save_is_a_branch_and_not_a_hundred_moves(session: Build) -> None:
    first, tried = mix(session), mix(session, fader_db=-3.0, moved=10)
    restored = mix(session, fader_db=-1.0, moved=1)
    found = learnt(first, tried, restored)
    assert came_from(found) == [None, 0, 0]
    assert [move.after_save for move in found.moves].count(found.song.saves[2].id) == 2
    assert {move.before_save for move in found.moves} == {found.song.saves[0].id}


def test_a_version_that_goes_on_from_an_older_one_leaves_the_other_branch_alone(session: Build) -> None:
    base, rock = mix(session), mix(session, fader_db=-3.0, moved=8)
    quiet = mix(session, fader_db=-9.0, moved=1)
    rock_again = replace(rock, tracks=(*rock.tracks[:-1], replace(rock.tracks[-1], gain_db=-2.0)))
    found = learnt(base, rock, quiet, rock_again)
    assert came_from(found) == [None, 0, 0, 1]
    assert [move.undone_by for move in found.moves] == [None] * len(found.moves)


def test_a_few_controls_put_back_by_hand_are_undone_and_no_branch(session: Build) -> None:
    found = learnt(mix(session), mix(session, fader_db=-3.0, moved=2), replace(mix(session), notes="x"))
    assert came_from(found) == [None, 0, 1]
    assert all(move.undone_by for move in found.moves[:4])


def test_what_an_abandoned_branch_set_is_no_touched_setting(session: Build) -> None:
    found = learnt(mix(session), mix(session, fader_db=-3.0, moved=10), mix(session, fader_db=-1.0, moved=1))
    touched = {setting.object.track.id for setting in found.settings if setting.touched and setting.object.track}
    assert touched == {"{0}"}


def test_plug_ins_that_rewrite_their_state_do_not_hide_a_restored_session(session: Build, insert: Build) -> None:
    def save(number: int, fader_db: float, moved: int) -> Session:
        made = mix(session, fader_db=fader_db, moved=moved)
        amps = [
            replace(track, inserts=(insert("Amp", id=f"{{fx{n}}}", chunk=f"{number}.{n}".encode()),))
            for n, track in enumerate(made.tracks)
        ]
        return replace(made, tracks=tuple(amps))

    sketches = [sketch_of(save(0, 0.0, 0)), sketch_of(save(1, -3.0, 10)), sketch_of(save(2, 0.0, 0))]
    assert parents(sketches) == [None, 0, 0]


def test_a_save_keeps_its_parent_when_later_saves_are_learnt(session: Build) -> None:
    sketches = [
        sketch_of(mix(session, fader_db=level, moved=moved))
        for level, moved in ((0.0, 0), (-3.0, 9), (0.0, 0), (-1.0, 2), (-3.0, 9), (-3.0, 10))
    ]
    for count in range(1, len(sketches) + 1):
        assert parents(sketches[:count]) == parents(sketches)[:count]


def test_a_sketch_sees_sound_and_not_the_view(session: Build) -> None:
    plain = mix(session)
    seen = replace(plain, extra=("CURSOR 3", "ZOOM 9"), saved_at=9.0)
    assert sketch_of(seen) == sketch_of(plain)
    assert sketch_of(mix(session, fader_db=-1.0, moved=1)) != sketch_of(plain)
    assert sketch_of(mix(session, fader_db=float("-inf"), moved=1))
