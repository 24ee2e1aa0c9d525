"""From saves to a song's history: ids, undone moves, gestures, settings, restless plug-ins, rows and JSON."""

from __future__ import annotations

import json as strict
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from parsers.session import Clip, Send, Session, Snapshot, SourceRef, Track
from profiler.history.derive import history
from profiler.history.facts import Facts
from profiler.history.json import gesture_json, move_json, noise_json, save_json, setting_json, song_json
from profiler.history.records import Save, Song, SongHistory
from profiler.history.tables import SONGS, TABLES, facts_from, facts_rows, from_rows, rows_of

Build = Callable[..., Any]
SRC = SourceRef("audio", "a.wav")


def of(*sessions: Session, song: str = "song", users: Sequence[str] = ()) -> SongHistory:
    """The history of these saves, all of "me" or one each of these users."""
    saves = tuple(
        Save(
            f"save{n}", song, f"/a/{n}.rpp", float(n), f"save{n - 1}" if n else None, user, n, "6.80", f"c{n}", f"f{n}"
        )
        for n, user in enumerate(users or ["me"] * len(sessions))
    )
    return history(
        Song(song, "Tide", saves), {save.content: s for save, s in zip(saves, sessions, strict=True)}.__getitem__
    )


def faders(session: Build, *levels: float) -> tuple[Session, ...]:
    return tuple(session(Track("{1}", "Lead Vox", gain_db=level)) for level in levels)


def test_a_move_that_a_later_one_takes_back_is_undone_and_both_are_kept(session: Build) -> None:
    moves = of(*faders(session, 0.0, -3.0, 0.0)).moves
    assert [move.undone_by for move in moves] == [moves[1].id, None]


def test_what_lies_between_a_move_and_its_undoing_is_undone_too(session: Build) -> None:
    moves = of(*faders(session, 0.0, -3.0, -5.0, 0.0)).moves
    assert [move.undone_by for move in moves] == [moves[2].id, moves[2].id, None]


def test_an_insert_tried_and_taken_out_again_is_undone(session: Build, insert: Build) -> None:
    plain, tried = session(Track("{1}", "a")), session(Track("{1}", "a", inserts=(insert(),)))
    moves = of(plain, tried, plain).moves
    assert [move.term for move in moves] == ["insert.added", "insert.removed"]
    assert moves[0].undone_by == moves[1].id


def test_the_engineers_word_on_a_role_wins(session: Build) -> None:
    came_from = (None, "s0")
    saves = tuple(
        Save(f"s{n}", "song", "/a.rpp", float(n), came_from[n], "me", n, "6", f"c{n}", f"f{n}") for n in range(2)
    )
    contents = dict(zip(("c0", "c1"), faders(session, 0.0, -3.0), strict=True))
    found = history(Song("song", "Tide", saves), contents.__getitem__, said_roles={"{1}": "dialogue"})
    assert found.roles["{1}"].name == "dialogue"
    assert {move.object.track.role for move in found.moves if move.object.track} == {"dialogue"}


def test_ids_come_from_content_and_not_from_the_song(session: Build) -> None:
    one, other = of(*faders(session, 0.0, -3.0)), of(*faders(session, 0.0, -3.0), song="other")
    assert [move.id for move in one.moves] == [move.id for move in other.moves]
    assert len({move.id for move in of(*faders(session, 0.0, -3.0, -6.0, -3.0)).moves}) == 3


def test_a_setting_is_whose_who_set_it_last_or_brought_it(session: Build, insert: Build) -> None:
    eq = insert(parameters={"eq.1.gain": 2.0})
    start = session(Track("{1}", "Vox", gain_db=-3.0, pan=0.5))
    mixed = session(Track("{1}", "Vox", gain_db=-5.0, pan=0.5, inserts=(eq,)))
    later = session(Track("{1}", "Vox", gain_db=-5.0, pan=0.5, inserts=(eq,)), Track("{2}", "Bass", gain_db=-1.0))
    settings = of(start, mixed, later, users=("ann", "ben", "cid")).settings
    whose = {
        (setting.object.track.name if setting.object.track else "", setting.term): setting.user for setting in settings
    }
    assert whose["Vox", "pan.position"] == "ann"
    assert whose["Vox", "fader.gain"] == whose["Vox", "eq.1.gain"] == whose["Vox", "insert.enabled"] == "ben"
    assert whose["Bass", "fader.gain"] == "cid"


def test_settings_are_where_controls_came_to_rest(session: Build, insert: Build) -> None:
    def save(gain: float, ratio: float) -> Session:
        comp = insert("ReaComp", parameters={"compressor.ratio": ratio, "plugin.x": 1.0}, coverage="decoded")
        vox = Track("{1}", "Vox", gain_db=gain, pan=-0.3, inserts=(comp,), sends=(Send("s", "{2}", -9.0),))
        return session(vox, Track("{2}", "Verb"))

    found = {setting.term: setting for setting in of(save(0.0, 2.0), save(-4.0, 2.0)).settings}
    assert "plugin.x" not in found
    assert "mute" not in found
    fader, pan, ratio = found["fader.gain"], found["pan.position"], found["compressor.ratio"]
    assert (fader.value, fader.first, fader.touched, fader.default) == (-4.0, 0.0, True, 0.0)
    assert (pan.value, pan.first, pan.touched) == (-0.3, -0.3, False)
    assert (ratio.value, ratio.first, ratio.touched, ratio.unit) == (2.0, 2.0, False, "")
    assert found["send.gain"].value == -9.0


def test_a_fader_moved_and_moved_back_is_no_touched_setting(session: Build) -> None:
    settings = of(*faders(session, 0.0, -3.0, 0.0)).settings
    assert [setting.touched for setting in settings if setting.term == "fader.gain"] in ([], [True])


def test_a_plug_in_that_changes_at_every_save_of_the_song_is_noise(session: Build, insert: Build) -> None:
    def save(number: int) -> Session:
        amp = insert("Some Amp", state_hash=f"{number:08}", chunk=str(number).encode())
        return session(Track("{1}", "a", inserts=(amp,)))

    restless = of(*(save(number) for number in range(7)))
    assert restless.moves == ()
    assert len([entry for *_, entry in restless.noise if entry.what == "state"]) == 6
    assert len(of(*(save(number // 6) for number in range(8))).moves) == 1


def test_gestures_hold_together_what_shows_in_the_moves(session: Build, insert: Build) -> None:
    def save(step: float, frequency: float, *, on: bool) -> Session:
        values = {"eq.1.frequency": frequency, "eq.1.gain": step, "eq.1.enabled": True}
        eq = insert(id="{eq}", parameters=values, coverage="decoded")
        tape = [insert("Tape", id=f"{{t{n}}}", enabled=on) for n in range(4)]
        tracks = [Track(f"{{{n}}}", f"t{n}", gain_db=step if n < 3 else 0.0, inserts=(tape[n],)) for n in range(4)]
        return session(*tracks, Track("{9}", "Vox", inserts=(eq,)))

    found = of(save(0.0, 1000.0, on=True), save(2.0, 1200.0, on=False))
    assert sorted((gesture.kind, len(gesture.moves)) for gesture in found.gestures) == [
        ("band", 2),
        ("bypass", 4),
        ("group", 3),
    ]
    in_gestures = [move for gesture in found.gestures for move in gesture.moves]
    assert sorted(in_gestures) == sorted(str(move.id) for move in found.moves)
    assert all(move.gesture for move in found.moves)


def test_what_a_recalled_snapshot_brought_back_is_one_gesture_and_the_rest_is_not(session: Build) -> None:
    held = (Track("{1}", "Vox", gain_db=3.0), Track("{2}", "Bass", gain_db=-4.0, muted=True))
    snapshots = (Snapshot("Chorus", 1, 1.7e9, ("volume", "mute"), held),)
    before = session(Track("{1}", "Vox"), Track("{2}", "Bass"), snapshots=snapshots)
    after = session(held[0], replace(held[1], pan=0.5), snapshots=snapshots)
    found = of(before, after)
    by_id = {move.id: move.term for move in found.moves}
    told = {gesture.kind: sorted(by_id[move] for move in gesture.moves) for gesture in found.gestures}
    assert told == {"recall": ["fader.gain", "fader.gain", "mute", "snapshot.recalled"], "single": ["pan.position"]}


def test_a_cut_and_a_boost_at_one_frequency_are_mirrored(session: Build, insert: Build) -> None:
    def save(gain: float, frequency: float) -> Session:
        def eq(id: str, gain: float, frequency: float) -> Any:
            return insert(id=id, parameters={"eq.2.frequency": frequency, "eq.2.gain": gain}, coverage="decoded")

        return session(
            Track("{1}", "Vox", inserts=(eq("{a}", gain, 3000.0),)),
            Track("{2}", "Gtr", inserts=(eq("{b}", -gain, frequency),)),
        )

    assert [gesture.kind for gesture in of(save(0.0, 3200.0), save(2.0, 3200.0)).gestures] == ["mirrored"]
    assert [gesture.kind for gesture in of(save(0.0, 6000.0), save(2.0, 6000.0)).gestures] == ["single", "single"]


def gestures_of(*sessions: Session) -> list[tuple[str, int]]:
    return sorted((gesture.kind, len(gesture.moves)) for gesture in of(*sessions).gestures)


def test_a_bus_up_against_its_members_down_is_one_balance(session: Build) -> None:
    def save(bus: float, kick: float, snare: float, other: float) -> Session:
        return session(
            Track("{d}", "Drums", kind="folder", gain_db=bus),
            Track("{1}", "Kick", folder="{d}", gain_db=kick),
            Track("{2}", "Snare", folder="{d}", gain_db=snare),
            Track("{3}", "Vox", gain_db=other),
        )

    assert gestures_of(save(0.0, 0.0, 0.0, 0.0), save(1.5, -1.9, -2.7, -1.0)) == [("balance", 3), ("single", 1)]
    assert gestures_of(save(0.0, 0.0, 0.0, 0.0), save(1.5, -1.9, 2.7, 0.0)) == [("single", 1)] * 3


def test_sends_to_one_return_turned_the_same_way_are_one_wish(session: Build) -> None:
    def save(*levels: float) -> Session:
        tracks = [Track(f"{{{n}}}", f"t{n}", sends=(Send("s", "{v}", level),)) for n, level in enumerate(levels)]
        return session(*tracks, Track("{v}", "Verb"))

    quiet = save(-20.0, -18.0, -12.0, -15.0)
    assert gestures_of(quiet, save(-17.0, -14.5, -8.0, -12.8)) == [("sweep", 4)]
    assert gestures_of(quiet, save(-17.0, -14.5, -8.0, -17.2)) == [("single", 1)] * 4
    assert gestures_of(quiet, save(-17.0, -14.5, -11.0, -5.0)) == [("single", 1)] * 4


def test_gain_traded_between_clip_and_fader_is_one_gesture(session: Build) -> None:
    def save(fader: float, clip: float) -> Session:
        return session(Track("{1}", "a", gain_db=fader, clips=(Clip("c", "a", 0.0, 1.0, SRC, gain_db=clip),)))

    assert gestures_of(save(0.0, 0.0), save(-3.0, 3.0)) == [("trade", 2)]
    assert gestures_of(save(0.0, 0.0), save(-3.0, 1.0)) == [("single", 1)] * 2


def test_two_tracks_put_to_opposite_places_are_mirrored(session: Build) -> None:
    def save(*pans: float) -> Session:
        return session(*(Track(f"{{{n}}}", f"t{n}", pan=pan) for n, pan in enumerate(pans)))

    assert gestures_of(save(0.0, 0.0, 0.0), save(-0.7, 0.7, 0.2)) == [("mirrored", 2), ("single", 1)]


def test_one_plug_in_put_on_many_tracks_and_many_mutes_are_one_gesture_each(session: Build, insert: Build) -> None:
    bare = session(*(Track(f"{{{n}}}", f"t{n}") for n in range(4)))
    tape = [
        replace(track, muted=True, inserts=(insert("Tape", id=f"{{fx{n}}}"),)) for n, track in enumerate(bare.tracks)
    ]
    assert gestures_of(bare, session(*tape)) == [("bypass", 4), ("bypass", 4)]


def test_a_history_survives_its_rows_and_its_json_is_strict(session: Build, insert: Build) -> None:
    closed = session(
        Track("{1}", "inf", gain_db=float("-inf"), sends=(Send("s", "hardware:1/2", -3.0),), inserts=(insert(),)),
        extra=("ZOOM 1",),
    )
    found = of(*faders(session, 0.0, -3.0), closed)
    assert from_rows(rows_of(found)) == [replace(found, noise=())]
    assert [(row["id"], row["name"]) for row in rows_of(found)[SONGS.name]] == [("song", "Tide")]
    assert {table.name for table in TABLES[1:]} == set(rows_of(found))
    for table in TABLES[1:]:
        names = {column.name for column in table.columns}
        assert all(set(row) == names for row in rows_of(found)[table.name])
    objects = [song_json(found.song), *map(move_json, found.moves), *map(gesture_json, found.gestures)]
    objects += [*map(save_json, found.song.saves), *map(setting_json, found.settings)]
    objects += [noise_json(entry, before_save=a, after_save=b) for a, b, entry in found.noise]
    for one in objects:
        strict.dumps(one, allow_nan=False)
    fader = next(move for move in found.moves if move.after == float("-inf"))
    assert move_json(fader)["after"] == "-inf"


def test_facts_survive_their_rows() -> None:
    facts = [
        Facts("c", "f", "/a/b.rpp", 1.0, None, "reaper", "6", "me", ("{1}",), ("Kick",), fragment=True, sketch=b"1234")
    ]
    assert facts_from(facts_rows(facts)) == facts


def test_an_equal_save_between_two_changes_nothing(session: Build) -> None:
    one, two = faders(session, 0.0, -3.0)
    assert len(of(one, replace(one, saved_at=9.0), two).moves) == 1
