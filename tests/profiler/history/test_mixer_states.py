"""Moves of what is more than a knob: lanes that play, frozen tracks, automation items, snapshots, master mono."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from parsers.session import (
    AutomationItem,
    Clip,
    Envelope,
    Insert,
    PoolPoint,
    Session,
    Snapshot,
    SourceRef,
    Track,
)
from profiler.history.moves import Comparison, compare
from profiler.history.patch import diff
from profiler.history.words import in_words

Build = Callable[..., Session]


def told(before: Session, after: Session) -> Comparison:
    found = compare(before, after)
    assert found.left_over(diff(before, after)) == ()
    return found


def terms(before: Session, after: Session) -> list[str]:
    return [move.term for move in told(before, after).moves]


def clip(id: str, lane: int = 0) -> Clip:
    return Clip(id, id, 1.0, 2.0, SourceRef("audio", f"{id}.wav"), lane=lane)


LANES = Track("{v}", "Vox", clips=(clip("a", 1), clip("b", 2)), lanes_playing=(1,))


def test_choosing_another_lane_is_one_move(session: Build) -> None:
    (move,) = told(session(LANES), session(replace(LANES, lanes_playing=(2,)))).moves
    assert (move.term, move.before, move.after, move.audible) == ("track.lanes", "1", "2", True)
    assert in_words(move) == "Vox: playing lanes “1” → “2”"


def test_what_is_done_in_a_lane_that_does_not_play_is_not_heard(session: Build) -> None:
    take = replace(LANES, clips=(*LANES.clips, clip("c", 2)))
    louder = replace(LANES, clips=(LANES.clips[0], replace(LANES.clips[1], gain_db=-6.0)))
    for after in (take, louder):
        (move,) = told(session(LANES), session(after)).moves
        assert not move.audible


def test_a_clip_dragged_into_another_lane_is_told(session: Build) -> None:
    moved = replace(LANES, clips=(LANES.clips[0], replace(LANES.clips[1], lane=1)))
    (move,) = told(session(LANES), session(moved)).moves
    assert (move.term, move.audible) == ("clip.lane", True)


def test_giving_a_track_lanes_is_no_move_of_its_clips(session: Build) -> None:
    plain = replace(LANES, clips=tuple(replace(one, lane=0) for one in LANES.clips), lanes_playing=None)
    assert terms(session(plain), session(replace(LANES, lanes_playing=None))) == []


def test_freezing_a_track_is_one_move(session: Build, insert: Callable[..., Insert]) -> None:
    free = Track("{v}", "Vox", inserts=(insert("A", "1"), insert("B", "2"), insert("C", "3")), clips=(clip("a"),))
    frozen = replace(free, inserts=free.inserts[2:], clips=(clip("rendered"),), frozen=True)
    assert terms(session(free), session(frozen)) == ["track.frozen"]
    assert terms(session(frozen), session(free)) == ["track.frozen"]


def test_an_insert_changed_beside_a_freeze_is_told(session: Build, insert: Callable[..., Insert]) -> None:
    free = Track("{v}", "Vox", inserts=(insert("A", "1"),))
    changed = replace(free, inserts=(replace(free.inserts[0], enabled=False),), frozen=True)
    assert sorted(terms(session(free), session(changed))) == ["insert.enabled", "track.frozen"]


ITEM = AutomationItem("1", 4.0, 8.0, points=(PoolPoint(0.0, 0.2, "linear"), PoolPoint(4.0, 0.9, "linear")))
CURVE = Envelope("fader.gain", active=True, points=(), items=(ITEM,))


@pytest.mark.parametrize(
    "changed",
    [
        replace(ITEM, position_s=12.0),
        replace(ITEM, points=ITEM.points[:1]),
        replace(ITEM, amplitude=0.5),
        replace(ITEM, muted=True),
    ],
)
def test_an_automation_item_is_automation(changed: AutomationItem, session: Build) -> None:
    before = session(Track("{v}", "Vox", envelopes=(CURVE,)))
    after = session(Track("{v}", "Vox", envelopes=(replace(CURVE, items=(changed,)),)))
    assert terms(before, after) == ["envelope.changed"]


def test_a_curve_of_items_alone_comes_and_goes(session: Build) -> None:
    without, having = session(Track("{v}", "Vox")), session(Track("{v}", "Vox", envelopes=(CURVE,)))
    assert terms(without, having) == ["envelope.added"]
    assert terms(having, without) == ["envelope.removed"]


def test_the_name_of_a_piece_is_no_move(session: Build) -> None:
    renamed = replace(CURVE, items=(replace(ITEM, name="swell"),))
    assert terms(session(Track("v", "", envelopes=(CURVE,))), session(Track("v", "", envelopes=(renamed,)))) == []


def test_the_master_summed_to_mono_is_a_move(session: Build) -> None:
    master = Track("master", "Master", "master")
    (move,) = told(session(master=master), session(master=replace(master, mono=True))).moves
    assert (move.term, move.before, move.after) == ("master.mono", False, True)


def test_dual_pan_counts_while_the_pan_mode_is_dual(session: Build) -> None:
    track = Track("{v}", "Vox", pan_mode="dual pan")
    assert terms(session(track), session(replace(track, pan_left=-0.5))) == ["pan.left"]
    other = replace(track, pan_mode="balance")
    assert terms(session(other), session(replace(other, pan_left=-0.5))) == []


SNAPSHOT = Snapshot("Loud vox", 1, 1.7e9, ("volume", "mute"), (Track("{v}", "Vox", gain_db=3.0),))


def test_snapshots_are_stored_changed_and_removed(session: Build) -> None:
    vox = Track("{v}", "Vox")
    without, having = session(vox), session(vox, snapshots=(SNAPSHOT,))
    anew = session(vox, snapshots=(replace(SNAPSHOT, saved_at=1.8e9),))
    assert [in_words(move) for move in told(without, having).moves] == ["Project: mixer snapshot “Loud vox” stored"]
    assert terms(having, anew) == ["snapshot.changed"]
    assert terms(having, without) == ["snapshot.removed"]


def test_a_snapshot_that_the_whole_mixer_now_is_like_was_recalled(session: Build) -> None:
    before = session(Track("{v}", "Vox", gain_db=-2.0), snapshots=(SNAPSHOT,))
    after = session(Track("{v}", "Vox", gain_db=3.0), snapshots=(SNAPSHOT,))
    assert sorted(terms(before, after)) == ["fader.gain", "snapshot.recalled"]
    assert terms(after, before) == ["fader.gain"]


@pytest.mark.parametrize(
    ("before", "after", "term", "words"),
    [
        ("PARALLEL 0", "PARALLEL 1", "insert.parallel", "A: parallel “0” → “1”"),
        ("", "PARALLEL 1", "insert.parallel", "A: parallel “0” → “1”"),
        ("", "<PROGRAMENV 3 0\nPARAMBASE 0.1\n>", "insert.modulation", "A: parameter modulation added"),
        ("<PROGRAMENV 3 0\n>", "<PROGRAMENV 4 0\n>", "insert.modulation", "A: parameter modulation edited"),
    ],
)
def test_lines_of_an_insert_that_are_heard_are_moves(
    before: str, after: str, term: str, words: str, session: Build, insert: Callable[..., Insert]
) -> None:
    def save(line: str) -> Session:
        return session(Track("{v}", "Vox", inserts=(insert("A", "1", extra=(line,) if line else ()),)))

    (move,) = told(save(before), save(after)).moves
    assert (move.term, in_words(move)) == (term, f"Vox: {words}")


def test_lines_of_clips_and_tracks_that_are_heard_are_moves(session: Build) -> None:
    def save(*extra: str, offset: tuple[str, ...] = ()) -> Session:
        return session(Track("{v}", "Vox", clips=(replace(clip("a"), extra=extra),), extra=offset))

    (mono,) = told(save("CHANMODE 0"), save("CHANMODE 2")).moves
    assert (mono.term, mono.before, mono.after) == ("clip.channels", "normal", "mono")
    assert terms(save(), save("SM 0.5 0.6")) == ["clip.stretched"]
    assert terms(save(offset=("PLAYOFFS 0 1",)), save(offset=("PLAYOFFS 0.02 0",))) == ["track.delay"]


def test_a_line_that_begins_to_be_written_at_its_default_is_no_move(session: Build) -> None:
    assert terms(session(Track("{v}", "Vox")), session(Track("{v}", "Vox", extra=("PLAYOFFS 0 1",)))) == []


def test_the_pan_law_of_the_project_is_a_move(session: Build) -> None:
    assert terms(session(pan_mode="balance"), session(pan_law_db=-3.0, pan_mode="stereo pan")) == [
        "pan.law",
        "pan.mode",
    ]
    assert terms(session(), session(pan_mode="balance")) == []


def test_a_section_that_starts_elsewhere_in_its_file_is_slipped(session: Build) -> None:
    one = clip("a")
    later = replace(one, source=replace(one.source, start_s=1.5))
    (move,) = told(session(Track("{v}", "Vox", clips=(one,))), session(Track("{v}", "Vox", clips=(later,)))).moves
    assert (move.term, move.before, move.after) == ("clip.slipped", 0.0, 1.5)
    both = replace(later, source_offset_s=-1.5)
    assert terms(session(Track("{v}", "Vox", clips=(one,))), session(Track("{v}", "Vox", clips=(both,)))) == []
