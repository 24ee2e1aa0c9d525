"""Teachings and proved names, laid over sessions."""

import math
import struct
from dataclasses import replace

from parsers.plugins.teaching.laws import Law
from parsers.plugins.teaching.places import BytePlace, FieldPlace
from parsers.plugins.teaching.teachings import Teaching, Teachings, gathered
from parsers.session import Envelope, EnvelopePoint, Insert, Plugin, Session, Track, Value
from parsers.taught import TaughtReader

PLUGIN = Plugin("Nobody Knows", "Nobody", "VST2", "7")
KEY = ("VST2", "7")
LAW = Law("linear", -60.0, 60.0)


def raw(value):
    return Value(value, "raw", "raw")


def taught(place, *, term="compressor.threshold", unit="dB", law=LAW):
    return Teaching(KEY, "Nobody Knows", place, term, unit, law)


def session(*inserts, **more):
    return Session("elsewhere", "App", "1", Track("m", "", "master"), (Track("t", "Vox", inserts=inserts),), **more)


def read(one, *teachings, names=None):
    return TaughtReader(Teachings(gathered(teachings), {KEY: names} if names else {}))(one)


def insert_of(one):
    return one.tracks[0].inserts[0]


def test_a_taught_field_becomes_its_term_and_the_rest_stays():
    one = session(Insert("i", PLUGIN, parameters={"plugin.x": raw(0.5), "plugin.y": raw(0.1)}, coverage="named"))
    found = insert_of(read(one, taught(FieldPlace("plugin.x"))))
    assert found.parameters == {"compressor.threshold": Value(-30.0, "dB", "taught"), "plugin.y": raw(0.1)}


def test_nested_inserts_and_those_on_clips_inputs_and_the_master_are_read_too():
    deep = Insert(
        "o", Plugin("Box", "", "Container", ""), inserts=(Insert("i", PLUGIN, parameters={"plugin.x": raw(1.0)}),)
    )
    found = insert_of(read(session(deep), taught(FieldPlace("plugin.x"))))
    assert found.inserts[0].parameters["compressor.threshold"].value == 0.0


def test_a_session_without_the_plug_in_is_the_very_same_object():
    one = session(Insert("i", replace(PLUGIN, uid="8"), parameters={"plugin.x": raw(0.5)}))
    assert read(one, taught(FieldPlace("plugin.x"))) is one


def test_what_two_sessions_in_a_row_share_they_share_afterwards():
    reader = TaughtReader(Teachings(gathered([taught(FieldPlace("plugin.x"))])))
    first = session(Insert("i", PLUGIN, parameters={"plugin.x": raw(0.5)}))
    second = replace(first, title="later")
    assert reader(first).tracks[0] is reader(second).tracks[0]


def test_a_value_that_the_term_cannot_have_stays_raw():
    one = session(Insert("i", PLUGIN, parameters={"plugin.x": raw(99.0)}))
    assert read(one, taught(FieldPlace("plugin.x"))) is one


def test_a_term_that_is_read_already_is_never_overwritten():
    held = {"plugin.x": raw(0.5), "compressor.threshold": Value(-3.0, "dB", "measured")}
    one = session(Insert("i", PLUGIN, parameters=held))
    assert read(one, taught(FieldPlace("plugin.x"))) is one


def test_bytes_are_read_only_in_states_of_the_same_length():
    place = BytePlace(12, 4, ">f")
    state = b"abcd" + struct.pack(">f", 0.75) + b"wxyz"
    found = insert_of(read(session(Insert("i", PLUGIN, chunk=state)), taught(place)))
    assert found.parameters == {"compressor.threshold": Value(-15.0, "dB", "taught")}
    assert found.coverage == "opaque"
    longer = session(Insert("i", PLUGIN, chunk=state + b"!"))
    assert read(longer, taught(place)) is longer


def test_a_closed_level_is_minus_infinity():
    one = session(Insert("i", PLUGIN, parameters={"plugin.x": raw(0.0)}))
    found = insert_of(read(one, taught(FieldPlace("plugin.x"), law=Law("decibel", 0.0, 20.0))))
    assert found.parameters["compressor.threshold"].value == -math.inf


def test_the_later_of_two_teachings_of_one_knob_or_place_counts():
    first, second = taught(FieldPlace("plugin.x")), taught(FieldPlace("plugin.x"), term="compressor.makeup")
    third = taught(FieldPlace("plugin.y"), term="compressor.makeup")
    assert gathered([first, second])[KEY] == (second,)
    assert gathered([first, second, third])[KEY] == (third,)


def test_proved_names_name_places_and_what_drives_them():
    curve = Envelope("plugin.parameter 2", active=True, points=(EnvelopePoint(0.0, 0.5, "linear"),))
    held = {f"plugin.parameter {place}": raw(0.1 * place) for place in range(3)}
    one = session(Insert("i", PLUGIN, parameters=held, envelopes=(curve,)))
    found = insert_of(read(one, names={1: "Mix", 2: "Drive"}))
    assert list(found.parameters) == ["plugin.parameter 0", "plugin.Mix", "plugin.Drive"]
    assert found.envelopes == (replace(curve, target="plugin.Drive"),)


def test_a_curve_of_a_taught_knob_speaks_its_unit():
    curve = Envelope("plugin.parameter 1", active=True, points=(EnvelopePoint(0.0, 0.5, "linear"),))
    one = session(Insert("i", PLUGIN, parameters={"plugin.parameter 1": raw(0.5)}, envelopes=(curve,)))
    (found,) = insert_of(read(one, taught(FieldPlace("plugin.parameter 1")))).envelopes
    assert (found.target, found.points[0].value) == ("compressor.threshold", -30.0)


def test_two_places_never_end_under_one_name():
    held = {"plugin.parameter 1": raw(0.1), "plugin.parameter 2": raw(0.2)}
    found = insert_of(read(session(Insert("i", PLUGIN, parameters=held)), names={1: "Gain", 2: "Gain"}))
    assert found.parameters == {"plugin.Gain": raw(0.1), "plugin.parameter 2": raw(0.2)}


def test_the_digest_speaks_only_of_plug_ins_that_are_held():
    known = Teachings(gathered([taught(FieldPlace("plugin.x"))]), {("VST2", "9"): {1: "Mix"}})
    assert known.digest({("VST2", "8"): True}) == ""
    assert known.digest({("VST2", "9"): False}) == ""
    assert known.digest({KEY: False}) != known.digest({("VST2", "9"): True}) != ""
