"""What one song's settings tell of each dimension."""

from __future__ import annotations

import math

import pytest

from profiler.history.records import InsertRef, MoveObject, Role, SendRef, Setting, TrackRef
from profiler.taste.dimensions import EQ_BANDS, USES, Dimension, scale_of_name
from profiler.taste.measuring import measure

ROLES = {
    "v": Role("lead vocal", 0.9),
    "k": Role("kick", 0.9),
    "k2": Role("kick", 0.9),
    "r": Role("reverb return", 0.9),
    "x": Role("unknown", 0.2),
}


def setting(track, term, value, *, insert=None, band=None, to=None, audible=True, automated=False):
    return Setting(
        song="s",
        user="u",
        object=MoveObject(
            track=TrackRef(track, track.upper(), ROLES[track].name),
            insert=InsertRef(*insert) if insert else None,
            band=band,
            send=SendRef(track, to, track, to) if to else None,
        ),
        term=term,
        value=value,
        unit="",
        save="save",
        time=1.0,
        touched=True,
        audible=audible,
        automated=automated,
    )


EQ = ("eq1", "ReaEQ", 1)


def band(track, number, shape, frequency, gain=None, *, insert=EQ, **more):
    prefix = {"high pass": "hpf", "low pass": "lpf"}.get(shape, f"eq.{number}")
    rows = [
        setting(track, f"eq.{number}.shape", shape, insert=insert, band=number, **more),
        setting(track, f"{prefix}.frequency", frequency, insert=insert, band=number, **more),
    ]
    if gain is not None:
        rows.append(setting(track, f"{prefix}.gain", gain, insert=insert, band=number, **more))
    return rows


def value(measured, role, name):
    dimension = Dimension(role, name)
    return dimension.scale.value(measured[dimension].x)


def test_a_control_bears_its_term_as_name():
    measured = measure(band("v", 5, "high pass", 110.0), ROLES)
    assert value(measured, "lead vocal", "hpf.frequency") == pytest.approx(110.0)


def test_a_send_is_named_by_what_it_feeds():
    measured = measure([setting("v", "send.gain", -12.0, to="r")], ROLES)
    assert value(measured, "lead vocal", "send.gain@reverb") == pytest.approx(-12.0)


def test_a_closed_send_is_no_level_and_no_use():
    rows = [
        setting("v", "send.gain", -math.inf, to="r"),
        setting("v", "compressor.ratio", 3.0, insert=("c", "Comp", 1)),
    ]
    measured = measure(rows, ROLES)
    assert Dimension("lead vocal", "send.gain@reverb") not in measured
    assert value(measured, "lead vocal", "reverb.on") == 0.0


def test_tracks_of_a_role_are_one_observation():
    rows = [setting("k", "compressor.ratio", 2.0, insert=("a", "Comp", 1))]
    rows += [setting("k2", "compressor.ratio", 8.0, insert=("b", "Comp", 1))]
    measured = measure(rows, ROLES)
    assert value(measured, "kick", "compressor.ratio") == pytest.approx(4.0)
    assert value(measured, "kick", "compressor.on") == pytest.approx(1.0)


def test_a_share_of_tracks_is_a_share():
    rows = [setting("k", "compressor.ratio", 2.0, insert=("a", "Comp", 1)), setting("k2", "fader.gain", -3.0)]
    assert value(measure(rows, ROLES), "kick", "compressor.on") == pytest.approx(0.5)


def test_panning_is_how_far_not_where():
    left = measure([setting("v", "pan.position", -0.4)], ROLES)
    right = measure([setting("v", "pan.position", 0.4)], ROLES)
    dimension = Dimension("lead vocal", "pan.position")
    assert left[dimension].x == right[dimension].x > 0


def test_equalisers_are_one_net_curve_whoever_made_them():
    one = measure(band("v", 1, "high shelf", 8000.0, 4.0), ROLES)
    two = measure(
        band("v", 1, "high shelf", 8000.0, 2.0) + band("v", 7, "high shelf", 8000.0, 2.0, insert=("eq2", "Other", 2)),
        ROLES,
    )
    air = Dimension("lead vocal", "eq.air")
    assert one[air].x > 2.5
    assert one[Dimension("lead vocal", "eq.tilt")].x > 0
    assert two[air].x == pytest.approx(one[air].x, abs=0.3)


def test_a_pass_filter_is_no_tone():
    measured = measure(band("v", 5, "high pass", 300.0), ROLES)
    assert Dimension("lead vocal", "eq.low") not in measured
    assert value(measured, "lead vocal", "eq.on") == 0.0
    assert value(measured, "lead vocal", "hpf.on") == 1.0


def test_what_cannot_be_heard_or_is_automated_says_nothing():
    rows = band("v", 1, "bell", 400.0, -3.0, audible=False)
    rows += [setting("v", "fader.gain", -3.0, automated=True)]
    measured = measure(rows, ROLES)
    assert not [d for d in measured if not d.is_use]
    assert measured[Dimension("lead vocal", "eq.on")].settings == ()


def test_a_track_of_unknown_role_says_nothing():
    assert measure([setting("x", "fader.gain", -3.0)], ROLES) == {}


def test_without_any_insert_nothing_is_said_of_what_is_not_used():
    measured = measure([setting("v", "fader.gain", -3.0)], ROLES)
    assert not [d for d in measured if d.is_use]


def test_an_unreadable_plugin_counts_by_its_name_and_keeps_others_from_being_denied():
    rows = [setting("v", "insert.enabled", value=True, insert=("a", "Fancy Compressor", 1))]
    rows += [setting("k", "insert.enabled", value=True, insert=("b", "Mystery Box", 1))]
    measured = measure(rows, ROLES)
    assert value(measured, "lead vocal", "compressor.on") == 1.0
    assert value(measured, "lead vocal", "gate.on") == 0.0
    assert Dimension("kick", "gate.on") not in measured


@pytest.mark.parametrize("name", [*USES, *EQ_BANDS, "eq.tilt", "send.gain@reverb", "hpf.frequency"])
def test_every_dimension_has_a_scale_a_label_and_says_its_values(name):
    dimension = Dimension("kick", name)
    scale = scale_of_name(name)
    assert scale is not None
    assert dimension.label
    assert scale.unit in ("share", "dB", "dB/oct", "Hz")
    x = scale.steps(0.5 if scale.unit == "share" else 3.0)
    assert x is not None
    assert dimension.say(scale.value(x))


def test_what_is_no_dimension_has_no_scale():
    assert scale_of_name("plugin.Foo") is None
    with pytest.raises(KeyError):
        _ = Dimension("kick", "mute").scale


def test_a_muted_track_says_nothing():
    rows = [setting("v", "compressor.ratio", 3.0, insert=("c", "Comp", 1)), setting("v", "mute", value=True)]
    assert measure(rows, ROLES) == {}


def test_what_is_there_but_bypassed_is_not_used_and_says_who_parked_it():
    rows = [setting("k", "compressor.ratio", 3.0, insert=("c", "Comp", 1), audible=False)]
    rows += [setting("k", "insert.enabled", value=False, insert=("c", "Comp", 1))]
    use = measure(rows, ROLES)[Dimension("kick", "compressor.on")]
    assert Dimension("kick", "compressor.on").scale.value(use.x) == 0.0
    assert [s.term for s in use.settings] == ["insert.enabled"]


def test_a_reverb_return_is_not_said_to_use_reverb():
    rows = [setting("r", "reverb.time", 1800.0, insert=("v", "Verb", 1))]
    assert Dimension("reverb return", "reverb.on") not in measure(rows, ROLES)


def test_only_the_roles_asked_for_are_measured():
    rows = [setting("k", "compressor.ratio", 2.0, insert=("a", "Comp", 1)), setting("v", "fader.gain", -3.0)]
    assert {d.role for d in measure(rows, ROLES, only={"kick"})} == {"kick"}
