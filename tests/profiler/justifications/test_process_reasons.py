from __future__ import annotations

import random
from dataclasses import replace

import pytest

from parsers.session import TempoPoint
from profiler.justifications import copied_parameters, group_move, machine_made, no_effect, template, undo
from profiler.justifications.chance import Chance, Usual

ON, OFF = True, False


def tenth(rng, low, high):
    return round(rng.uniform(low, high), 1)


def test_a_value_held_at_an_earlier_save_is_put_back(mix):
    scene = (
        mix().add("Vox").change("Vox", "fader.gain", -3.0, -6.3).scene(earlier={("id-Vox", "fader.gain"): (-6.3, -3.0)})
    )
    result = undo.REASON.test(scene)
    assert (result.outcome, result.tag) == ("hit", "put_back")
    assert result.bayes_factor > 20
    assert result.sentence == "Vox: fader put back to -6.3 dB, where it was at an earlier save."


def test_a_new_value_is_no_return(mix):
    scene = (
        mix().add("Vox").change("Vox", "fader.gain", -3.0, -4.2).scene(earlier={("id-Vox", "fader.gain"): (-6.3, -3.0)})
    )
    assert undo.REASON.test(scene).outcome == "missed"


def test_the_first_move_of_a_control_has_nothing_to_return_to(mix):
    assert undo.REASON.test(mix().add("Vox").change("Vox", "fader.gain", 0.0, -4.2).scene()) is None


def test_a_move_that_was_put_back_later_keeps_its_own_reasons(mix):
    scene = mix().add("Vox").change("Vox", "fader.gain", 0.0, -4.2, undone_by="m9").scene()
    assert undo.REASON.test(scene) is None


def test_a_switch_that_is_switched_back_proves_little(mix):
    scene = mix().add("Vox").change("Vox", "mute", ON, OFF).scene(earlier={("id-Vox", "mute"): (OFF, ON)})
    assert undo.REASON.test(scene).bayes_factor < 2


def test_a_state_that_comes_back_exactly_is_no_accident(mix):
    song = mix().add("Vox", plugin="Amp").change("Vox", "insert.state", "b1", "a0")
    result = undo.REASON.test(song.scene(earlier={("id-Vox/insert=Vox-Amp", "insert.state"): ("a0", "b1")}))
    assert result.bayes_factor == pytest.approx(45)
    assert result.sentence == "Vox: settings put back to what they were at an earlier save."


def test_random_returns_hit_as_often_as_stated():
    rng, hits = random.Random(3), 0
    for _ in range(2000):
        start = tenth(rng, -10, -9)
        earlier = tuple(round(start + tenth(rng, -3.5, 3.5), 1) for _ in range(3))
        after = round(start + tenth(rng, -3.5, 3.5), 1)
        hits += after in earlier and after != start
    stated = Chance.default().returns("fader.gain", (-1.0, -2.0, -3.0)).value
    assert hits / 2000 == pytest.approx(stated, rel=0.2)


def test_a_member_of_a_group_is_told_from_the_group(mix):
    kit = mix()
    for name in ("Kick", "Snare", "Hat", "Vox"):
        kit.add(name)
    for name in ("Kick", "Snare", "Hat"):
        kit.change(name, "fader.gain", -6.0, -7.3)
    kit.change("Vox", "fader.gain", -6.0, -4.0)
    one, vocal, whole = (kit.scene(only=0), kit.scene(only=3), kit.scene())
    result = group_move.REASON.test(one)
    assert (result.outcome, result.tag) == ("hit", "group")
    assert "Hat, Snare" in result.sentence
    assert group_move.REASON.test(vocal).outcome == "missed"
    assert group_move.REASON.test(whole) is None


def test_random_steps_share_a_group_as_often_as_stated(mix):
    rng, hits, stated = random.Random(5), 0, 0.0
    for _ in range(4000):
        steps = [tenth(rng, -3, 3) for _ in range(8)]
        hits += sum(abs(other - steps[0]) < 0.05 for other in steps[1:]) >= 2
    kit = mix()
    for i in range(8):
        kit.add(f"T{i}").change(f"T{i}", "fader.gain", -6.0, -6.0 - 0.1 * (i + 1))
    stated = group_move.REASON.test(kit.scene(only=0)).chance_rate
    assert stated == pytest.approx(0.006, rel=0.2)
    assert hits / 4000 == pytest.approx(stated, abs=0.003)


def eq(low, high):
    return {"eq.1.frequency": low, "eq.1.gain": -3.1, "eq.2.frequency": high, "eq.2.gain": 1.7}


def test_the_same_free_settings_as_elsewhere_are_copied(mix):
    song = mix().add("Gtr L", plugin="ReaEQ", parameters=eq(217.0, 3120.0))
    song.add("Gtr R", plugin="ReaEQ", parameters=eq(217.0, 3120.0)).change("Gtr R", "insert.added", None, "ReaEQ")
    result = copied_parameters.REASON.test(song.scene())
    assert (result.outcome, result.tag) == ("hit", "copied")
    assert result.sentence == "ReaEQ has 4 of 4 settings of the one on Gtr L: copied."


def test_other_settings_are_no_copy_and_a_lone_plug_in_is_not_tested(mix):
    song = mix().add("Gtr L", plugin="ReaEQ", parameters=eq(180.0, 4000.0))
    song.add("Gtr R", plugin="ReaEQ", parameters=eq(217.0, 3120.0)).change("Gtr R", "insert.added", None, "ReaEQ")
    assert copied_parameters.REASON.test(song.scene()).outcome == "missed"
    alone = mix().add("Gtr", plugin="ReaEQ", parameters=eq(217.0, 3120.0)).change("Gtr", "insert.added", None, "ReaEQ")
    assert copied_parameters.REASON.test(alone.scene()) is None


def test_back_to_the_default_is_inherited(mix):
    result = template.REASON.test(mix().add("Vox").change("Vox", "fader.gain", -3.0, 0.0).scene())
    assert (result.outcome, result.tag) == ("hit", "inherited")
    assert result.sentence == "Back to 0.0 dB, where a fader rests untouched."


def test_a_pan_to_the_centre_proves_little(mix):
    assert template.REASON.test(mix().add("Vox").change("Vox", "pan.position", -0.3, 0.0).scene()).bayes_factor < 2.5


def test_what_most_songs_start_with_is_the_template(mix):
    chance = Chance(usual={("lead vocal", "", "fader.gain"): Usual(-6.0, 7, 9)})
    scene = mix().add("Vox", role="lead vocal").change("Vox", "fader.gain", 0.0, -6.0).scene(chance=chance)
    result = template.REASON.test(scene)
    assert result.sentence == "-6.0 dB is what 7 of 9 songs start with."


def test_a_number_rounded_anew_is_the_programs_doing(mix):
    result = machine_made.REASON.test(mix().add("Vox").change("Vox", "fader.gain", -6.0, -6.0003).scene())
    assert (result.outcome, result.tag) == ("hit", "machine_made")


def test_a_real_step_is_not_the_programs_doing_even_with_an_upgrade(mix):
    scene = mix().add("Vox").change("Vox", "fader.gain", -6.0, -7.5).scene()
    assert machine_made.REASON.test(scene).outcome == "missed"


def test_a_time_that_follows_a_new_tempo_exactly_was_rescaled(mix):
    scene = mix(bpm=100.0).add("Vox", plugin="ReaDelay").change("Vox", "delay.time", 450.0, 375.0).scene()
    faster = replace(scene.after, tempo_map=(TempoPoint(0.0, 120.0, 4, 4, ramp=False),))
    assert machine_made.REASON.test(scene).outcome == "missed"
    assert machine_made.REASON.test(replace(scene, after=faster)).outcome == "hit"


def test_what_cannot_be_heard_has_no_effect_but_a_mute_is_judged_otherwise(mix):
    silent = mix().add("Vox").change("Vox", "fader.gain", -6.0, -7.5, audible=False).scene()
    mute = mix().add("Vox").change("Vox", "mute", OFF, ON, audible=False).scene()
    assert no_effect.REASON.test(silent).tag == "no_effect"
    assert no_effect.REASON.test(mute) is None
