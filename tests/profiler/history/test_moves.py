"""Every trap of two real saves side by side, as the smallest session that shows it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from parsers.session import Clip, Envelope, EnvelopePoint, Insert, Send, Session, SourceRef, TempoPoint, Track
from profiler.history.moves import Comparison, compare
from profiler.history.patch import diff
from profiler.history.records import Move

Build = Callable[..., Any]


def told(before: Session, after: Session) -> Comparison:
    comparison = compare(before, after)
    assert comparison.left_over(diff(before, after)) == ()
    return comparison


def only(comparison: Comparison) -> Move:
    assert len(comparison.moves) == 1, [move.term for move in comparison.moves]
    return comparison.moves[0]


def volume(*points: tuple[float, float], active: bool = True) -> Envelope:
    return Envelope("fader.gain", active, tuple(EnvelopePoint(time, value, "linear") for time, value in points))


def test_a_fader_move_has_its_size_in_just_noticeable_differences(session: Build) -> None:
    move = only(told(session(Track("{1}", "Lead Vox")), session(Track("{1}", "Lead Vox", gain_db=-2.5))))
    assert (move.term, move.before, move.after, move.unit, move.size_jnd) == ("fader.gain", 0.0, -2.5, "dB", 2.5)
    assert move.object.track is not None
    assert (move.object.track.role, move.family, move.id) == ("lead vocal", "level", None)


def test_the_last_digit_of_a_level_is_no_move(session: Build) -> None:
    comparison = told(session(Track("{1}", "a", gain_db=-6.0)), session(Track("{1}", "a", gain_db=-6.0000001)))
    assert comparison.moves == ()
    assert [noise.what for noise in comparison.noise] == ["fader.gain"]


def test_a_fader_parked_into_a_new_volume_envelope_is_no_move(session: Build) -> None:
    before = Track("{1}", "Santur", gain_db=-9.92, automation_mode="trim/read")
    after = replace(before, gain_db=0.0, envelopes=(volume((0, -12.9), (9, -45.7), (12, -10.8)),))
    comparison = told(session(before), session(after))
    assert only(comparison).term == "envelope.added"
    assert only(comparison).after == 3.0
    assert "fader.gain" in [noise.what for noise in comparison.noise]


def test_a_fader_that_comes_back_out_of_its_envelope_is_no_move(session: Build) -> None:
    before = Track("{1}", "a", gain_db=0.0, envelopes=(volume((0, -8.0)),), automation_mode="trim/read")
    after = replace(before, gain_db=-8.0, envelopes=())
    assert only(told(session(before), session(after))).term == "envelope.removed"


def test_a_fader_that_trims_its_envelope_is_a_move(session: Build) -> None:
    before = Track("{1}", "a", gain_db=3.8, envelopes=(volume((0, -3.0)),), automation_mode="trim/read")
    move = only(told(session(before), session(replace(before, gain_db=6.6))))
    assert (move.term, move.automated) == ("fader.gain", True)


@pytest.mark.parametrize("mode", ["read", "touch", "latch"])
def test_a_fader_that_its_envelope_drives_is_no_move(session: Build, mode: str) -> None:
    before = Track("{1}", "a", gain_db=3.8, envelopes=(volume((0, -3.0)),), automation_mode=mode)
    comparison = told(session(before), session(replace(before, gain_db=6.6)))
    assert comparison.moves == ()
    assert "automated" in comparison.noise[0].reason


def test_a_parameter_with_a_curve_makes_no_move(session: Build, insert: Build) -> None:
    curve = Envelope("eq.1.frequency", active=True, points=(EnvelopePoint(0, 300.0, "linear"),))

    def save(frequency: float, gain: float) -> Session:
        eq = insert(
            parameters={"eq.1.frequency": frequency, "eq.1.gain": gain, "eq.1.enabled": True},
            envelopes=(curve,),
            coverage="decoded",
            state_hash=str(frequency),
        )
        return session(Track("{1}", "a", inserts=(eq,)))

    assert told(save(300.0, 1.0), save(440.0, 1.0)).moves == ()
    assert only(told(save(300.0, 1.0), save(440.0, 3.0))).term == "eq.1.gain"


def test_pass_bands_speak_as_filters_with_their_band_in_the_object(session: Build, insert: Build) -> None:
    def save(frequency: float) -> Session:
        eq = insert(parameters={"eq.2.shape": "high pass", "eq.2.frequency": frequency}, coverage="decoded")
        return session(Track("{1}", "a", inserts=(eq,)))

    move = only(told(save(80.0), save(110.0)))
    assert (move.term, move.family, move.object.band) == ("hpf.frequency", "filter", 2)


def test_a_band_that_is_off_and_an_insert_that_is_bypassed_cannot_be_heard(session: Build, insert: Build) -> None:
    def save(gain: float, *, band: bool, works: bool) -> Session:
        eq = insert(parameters={"eq.1.enabled": band, "eq.1.gain": gain}, coverage="decoded", enabled=works)
        return session(Track("{1}", "a", inserts=(eq,)))

    assert only(told(save(0.0, band=True, works=True), save(3.0, band=True, works=True))).audible
    assert not only(told(save(0.0, band=False, works=True), save(3.0, band=False, works=True))).audible
    assert not only(told(save(0.0, band=True, works=False), save(3.0, band=True, works=False))).audible


def test_a_new_band_is_told_by_its_switch_frequency_and_gain(session: Build, insert: Build) -> None:
    values = {"eq.5.shape": "bell", "eq.5.frequency": 3000.0, "eq.5.gain": -2.0, "eq.5.q": 2.0, "eq.5.enabled": True}
    before = session(Track("{1}", "a", inserts=(insert(coverage="decoded"),)))
    after = session(Track("{1}", "a", inserts=(insert(parameters=values, coverage="decoded"),)))
    ends = {move.term: (move.before, move.after) for move in told(before, after).moves}
    assert ends == {"eq.5.enabled": (None, True), "eq.5.frequency": (None, 3000.0), "eq.5.gain": (0.0, -2.0)}


def test_an_unreadable_state_that_changed_is_told_as_such(session: Build, insert: Build) -> None:
    def save(plugin: str, state: str) -> Session:
        return session(Track("{1}", "a", inserts=(insert(plugin, state_hash=state * 8, chunk=state.encode()),)))

    assert only(told(save("Some Amp", "a"), save("Some Amp", "b"))).term == "insert.state"
    comparison = told(save("Kontakt 7", "a"), save("Kontakt 7", "b"))
    assert comparison.moves == ()
    assert "every save" in comparison.noise[0].reason


def test_a_named_state_that_gained_a_module_is_told_as_changed(session: Build, insert: Build) -> None:
    def save(state: str, **values: float) -> Session:
        named = {f"plugin.{name}": value for name, value in values.items()}
        rig = insert("Rig", parameters=named, coverage="named", state_hash=state)
        return session(Track("{1}", "a", inserts=(rig,)))

    assert only(told(save("x", Volume=0.5), save("y", Volume=0.5, Delay=0.3))).term == "insert.state"
    assert only(told(save("x", Volume=0.5), save("y", Volume=0.6, Delay=0.3))).term == "plugin.Volume"
    assert only(told(save("x", Volume=0.5), save("y", Volume=0.5))).term == "insert.state"


def test_a_newer_build_that_appends_to_its_list_is_no_move(session: Build, insert: Build) -> None:
    def save(state: str, count: int) -> Session:
        places = {f"plugin.parameter {place}": 0.5 for place in range(count)}
        return session(Track("{1}", "a", inserts=(insert("X", parameters=places, coverage="named", state_hash=state),)))

    assert told(save("x", 18), save("y", 21)).moves == ()


def test_a_loaded_preset_is_one_move(session: Build, insert: Build) -> None:
    def save(state: str, level: float) -> Session:
        knobs = {f"plugin.knob {place}": level for place in range(300)}
        return session(Track("{1}", "a", inserts=(insert("X", parameters=knobs, coverage="named", state_hash=state),)))

    assert only(told(save("x", 0.5), save("y", 0.6))).term == "insert.state"


def test_a_decoded_state_whose_values_are_equal_is_no_move(session: Build, insert: Build) -> None:
    def save(state: str, preset: str) -> Session:
        eq = insert(parameters={"eq.1.gain": 1.0}, coverage="decoded", state_hash=state, preset=preset)
        return session(Track("{1}", "a", inserts=(eq,)))

    comparison = told(save("window 509", ""), save("window 0", "Program 1"))
    assert comparison.moves == ()
    assert {noise.what for noise in comparison.noise} == {"state", "preset"}


def test_digits_that_a_plug_in_drops_when_it_is_loaded_again_are_no_move(session: Build, insert: Build) -> None:
    def mix(frequency: float, gain: float) -> Session:
        values = {"eq.1.frequency": frequency, "eq.1.gain": gain, "eq.1.enabled": True}
        return session(Track("{1}", "a", inserts=(insert(parameters=values),)))

    assert told(mix(367.987, -2.02299), mix(368.0, -2.0)).moves == ()
    assert [move.term for move in told(mix(5700.0, -2.0), mix(5768.0, -2.1)).moves] == ["eq.1.frequency", "eq.1.gain"]


def test_a_program_name_in_the_wrapper_is_no_move(session: Build, insert: Build) -> None:
    before = session(Track("{1}", "a", inserts=(insert(state_hash="x", chunk=b"x"),)))
    after = session(Track("{1}", "a", inserts=(insert(state_hash="x", chunk=b"x Program 1"),)))
    assert told(before, after).moves == ()


def test_renumbered_sends_are_no_moves(session: Build) -> None:
    verb, vox = Track("{verb}", "Verb"), Track("{vox}", "Vox", sends=(Send("{verb} 1/2 #1", "{verb}", -12.0),))
    before = session(vox, verb)
    after = session(Track("{new}", "Guitar"), vox, verb)
    assert only(told(before, after)).term == "track.added"


def test_two_sends_to_one_track_keep_apart_by_their_channels(session: Build) -> None:
    plain, side = Send("a", "{2}", -6.0), Send("b", "{2}", 0.0, channel="3/4")
    before = session(Track("{1}", "Kick", sends=(plain, side)), Track("{2}", "Bass"))
    louder = Track("{1}", "Kick", sends=(side, replace(plain, gain_db=-3.0)))
    move = only(told(before, session(louder, Track("{2}", "Bass"))))
    assert (move.term, move.before, move.after) == ("send.gain", -6.0, -3.0)
    assert move.object.send is not None
    assert (move.object.send.from_name, move.object.send.to_name) == ("Kick", "Bass")


def test_a_send_that_went_with_its_target_is_no_move_of_its_own(session: Build) -> None:
    before = session(Track("{1}", "Vox", sends=(Send("a", "{2}"),)), Track("{2}", "Verb"))
    assert only(told(before, session(Track("{1}", "Vox")))).term == "track.removed"


def test_a_track_under_a_new_id_is_the_same_by_name(session: Build) -> None:
    comparison = told(
        session(Track("{1}", "Soft"), Track("{2}", "Bass")), session(Track("{2}", "Bass"), Track("{9}", "Soft"))
    )
    assert {move.term for move in comparison.moves} <= {"track.moved"}
    assert "id" in {noise.what for noise in comparison.noise}


def test_a_track_without_an_id_that_holds_the_same_was_renamed(session: Build, insert: Build) -> None:
    kick, snare = (
        Track(
            f"#{number}",
            name,
            inserts=(insert("EQ", id="", state_hash=name), insert("Comp", id="", state_hash=f"{name} 2")),
        )
        for number, name in enumerate(("Kick", "Snare"), 1)
    )
    after = replace(snare, id="#1", name="Rim"), replace(kick, id="#2")
    terms = [(move.term, move.before, move.after) for move in told(session(kick, snare), session(*after)).moves]
    assert terms == [("track.moved", 2.0, 1.0), ("track.renamed", "Snare", "Rim")]


def test_the_smallest_set_of_tracks_was_moved(session: Build) -> None:
    tracks = [Track(f"{{{n}}}", f"t{n}") for n in range(6)]
    after = [tracks[5], *tracks[:5]]
    move = only(told(session(*tracks), session(*after)))
    assert (move.term, move.before, move.after) == ("track.moved", 6.0, 1.0)


def test_inserts_are_added_removed_moved_and_replaced(session: Build, insert: Build) -> None:
    def chain(*names: str) -> Session:
        return session(Track("{1}", "a", inserts=tuple(insert(name, id=f"{{{name}}}") for name in names)))

    assert only(told(chain("EQ"), chain("EQ", "Comp"))).term == "insert.added"
    assert only(told(chain("EQ", "Comp"), chain("Comp"))).term == "insert.removed"
    assert only(told(chain("EQ", "Comp", "Verb"), chain("Verb", "EQ", "Comp"))).term == "insert.moved"
    swap = only(told(chain("EQ", "Comp", "Verb"), chain("EQ", "Opto", "Verb")))
    assert (swap.term, swap.before, swap.after) == ("insert.replaced", "Comp", "Opto")


def test_a_script_that_moved_to_another_folder_is_the_same_plug_in(session: Build, insert: Build) -> None:
    before = session(Track("{1}", "a", inserts=(insert("old/Gain.jsfx", uid="old/Gain.jsfx"),)))
    after = session(Track("{1}", "a", inserts=(insert("new/Gain.jsfx", uid="new/Gain.jsfx"),)))
    assert told(before, after).moves == ()


def test_an_insert_pasted_anew_in_its_place_is_the_same_one(session: Build, insert: Build) -> None:
    before = session(Track("{1}", "a", inserts=(insert("Tape", id="{old}"),)))
    after = session(Track("{1}", "a", inserts=(insert("Tape", id="{new}"),)))
    assert told(before, after).moves == ()


def test_inserts_without_ids_are_paired_by_what_they_are(session: Build, insert: Build) -> None:
    def eq(count: int, gain: float, label: str) -> Insert:
        made: Insert = insert(
            id=f"#ReaEQ#{count}", uid="reaeq", label=label, coverage="decoded", parameters={"eq.1.gain": gain}
        )
        return made

    before = session(Track("{1}", "a", inserts=(eq(1, 2.0, "tone"), eq(2, -4.0, "notch"))))
    after = session(Track("{1}", "a", inserts=(eq(1, 2.0, "tone"), eq(2, 0.0, "new"), eq(3, -4.0, "notch"))))
    assert only(told(before, after)).term == "insert.added"


def test_a_copied_track_says_of_which(session: Build, insert: Build) -> None:
    vox = Track("{1}", "Vox", inserts=(insert(state_hash="s"),))
    comparison = told(session(vox), session(vox, replace(vox, id="{2}", name="Vox dbl")))
    assert only(comparison).term == "track.added"
    assert [(noise.what, noise.before) for noise in comparison.noise] == [("copy", "Vox")]


def clip(id: str, position: float = 0.0, **fields: Any) -> Clip:
    return Clip(id, id, position, fields.pop("length_s", 4.0), SourceRef("audio", f"{id}.wav"), **fields)


def test_clips_shifted_together_are_one_move_with_their_count(session: Build) -> None:
    before = session(Track("{1}", "a", clips=tuple(clip(f"c{n}", n) for n in range(40))))
    after = session(Track("{1}", "a", clips=tuple(clip(f"c{n}", n + 2.5) for n in range(40))))
    move = only(told(before, after))
    assert (move.term, move.count, move.before, move.after) == ("clip.moved", 40, 0.0, 2.5)


def test_a_left_edge_that_is_pulled_is_one_trim(session: Build) -> None:
    before = session(Track("{1}", "a", clips=(clip("c", 10.0),)))
    after = session(Track("{1}", "a", clips=(clip("c", 11.0, length_s=3.0, source_offset_s=1.0),)))
    assert only(told(before, after)).term == "clip.trimmed"


def test_clip_gains_are_told_and_cross_fades_are_not(session: Build) -> None:
    before = session(Track("{1}", "a", clips=(clip("c"), clip("d", 4.0))))
    crossed = clip("c", gain_db=3.0, fade_out_s=0.2, auto_fade=True), clip("d", 3.8, fade_in_s=0.2, auto_fade=True)
    after = session(Track("{1}", "a", clips=crossed))
    assert [move.term for move in told(before, after).moves] == ["clip.gain", "clip.moved"]


def test_another_take_is_one_move(session: Build) -> None:
    before = session(Track("{1}", "a", clips=(clip("c", takes=2, take="{a}"),)))
    other = replace(clip("c", takes=2, take="{b}"), source=SourceRef("audio", "take2.wav"), name="take2")
    assert only(told(before, session(Track("{1}", "a", clips=(other,))))).term == "clip.take"


def test_what_happens_on_a_muted_track_cannot_be_heard(session: Build) -> None:
    before = session(Track("{1}", "a", muted=True))
    assert not only(told(before, session(Track("{1}", "a", muted=True, gain_db=-3.0)))).audible


def test_a_folder_brings_its_output_with_it(session: Build) -> None:
    before = session(Track("{f}", "Drums", kind="folder"), Track("{1}", "Kick"))
    after = session(Track("{f}", "Drums", kind="folder"), Track("{1}", "Kick", folder="{f}", output="{f}"))
    move = only(told(before, after))
    assert (move.term, move.before, move.after) == ("track.folder", "", "Drums")


def test_view_selection_bounce_and_upgrade_are_named_noise(session: Build) -> None:
    before = session(Track("{1}", "a", soloed=True, extra=("SEL 1",)), extra=("ZOOM 10", "RIPPLE 1"), render="a.wav")
    after = replace(
        session(Track("{1}", "a", extra=("SEL 0",)), extra=("ZOOM 11", "RIPPLE 1 0"), render="b.wav", saved_at=5.0),
        app_version="7.01",
    )
    comparison = told(before, after)
    assert comparison.moves == ()
    named = {noise.what for noise in comparison.noise}
    assert {"solo", "SEL", "ZOOM", "RIPPLE", "render", "app_version", "saved_at"} <= named


def test_tempo_and_metre_are_the_projects(session: Build) -> None:
    before = session(tempo_map=(TempoPoint(0, 120.0, 4, 4, ramp=False),))
    after = session(tempo_map=(TempoPoint(0, 93.7, 4, 4, ramp=False),))
    move = only(told(before, after))
    assert (move.term, move.object.track, move.object.key) == ("tempo", None, "project")


def test_the_masters_fader_has_its_own_term(session: Build) -> None:
    before = session(master=Track("master", "", kind="master", gain_db=-12.06))
    move = only(told(before, session(master=Track("master", "", kind="master", gain_db=-2.7))))
    assert move.term == "master.gain"
    assert move.object.track is not None
    assert move.object.track.name == "Master"


def test_a_strangers_thousand_sends_and_inserts_are_compared_in_good_time(session: Build, insert: Build) -> None:
    many = tuple(Send(f"s{n}", "{1}", float(n)) for n in range(1000))
    chain = tuple(insert("EQ", id=f"#EQ#{n}", state_hash=str(n)) for n in range(1000))
    before = session(Track("{1}", "a", sends=many, inserts=chain))
    comparison = told(before, session(Track("{1}", "a", sends=many[1:], inserts=chain[1:])))
    assert {"send.removed", "insert.removed"} <= {move.term for move in comparison.moves}
