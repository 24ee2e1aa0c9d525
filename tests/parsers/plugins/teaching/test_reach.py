"""A teaching reaches the same product in another format only where the knob is kept in the same place."""

import pytest

from parsers.plugins.teaching.laws import Law
from parsers.plugins.teaching.places import BytePlace, FieldPlace
from parsers.plugins.teaching.reach import is_in_reach, reached
from parsers.plugins.teaching.teachings import Teaching, Teachings, gathered, key_of
from parsers.session import Insert, Plugin, Session, Track, Value
from parsers.taught import TaughtReader

VST2 = Plugin("Saturn Drive", "Nobody", "VST2", "7")
VST3 = Plugin("saturn drive (x64)", "nobody", "VST3", "9")
LAW = Law("linear", 0.0, 10.0)
READINGS = ((0.2, "2 dB"), (0.5, "5 dB"), (0.8, "8 dB"))


def lesson(place, *, term="plugin.Drive", plugin=VST2, readings=READINGS, law=LAW):
    return Teaching(key_of(plugin), plugin.name, place, term, "dB", law, readings)


NAMED = lesson(FieldPlace("plugin.drive"))


def reach(*lessons, plugins):
    return reached(gathered(lessons), plugins)


def test_a_field_of_the_plug_ins_own_name_is_reached_in_another_format():
    assert reach(NAMED, plugins=[VST2, VST3]) == {("VST3", "9"): (NAMED,)}


def test_bytes_are_reached_and_read_only_in_a_state_of_the_same_length():
    place = lesson(BytePlace(8, 4, "<f"))
    known = Teachings(gathered([place]), reached=reach(place, plugins=[VST2, VST3]))
    state = bytes(4) + bytes.fromhex("0000003f")
    for chunk, wanted in ((state, {"plugin.Drive": Value(5.0, "dB", "taught")}), (state + b"\0", {})):
        one = Session(
            "x", "App", "1", Track("m", "", "master"), (Track("t", "", inserts=(Insert("i", VST3, chunk=chunk),)),)
        )
        assert TaughtReader(known)(one).tracks[0].inserts[0].parameters == wanted


def test_a_place_in_a_list_is_not_the_same_in_another_format():
    listed = lesson(FieldPlace("plugin.parameter 3"))
    assert reach(listed, plugins=[VST2, VST3]) == {}
    twin = Plugin("Saturn Drive", "Nobody", "VST2", "8")
    assert reach(listed, plugins=[VST2, twin]) == {("VST2", "8"): (listed,)}


@pytest.mark.parametrize(
    "other",
    [
        Plugin("Saturn Drive", "Somebody", "VST3", "9"),
        Plugin("Saturn Drive", "", "VST3", "9"),
        Plugin("Saturn Drive 2", "Nobody", "VST3", "9"),
        Plugin("Saturn Drive", "Nobody", "VST3", "756089518"),
    ],
    ids=["another maker", "no maker said", "another product", "one that is decoded"],
)
def test_what_is_not_surely_the_same_is_not_reached(other):
    assert reach(NAMED, plugins=[VST2, other]) == {}


def test_what_was_taught_of_itself_comes_first():
    own = lesson(FieldPlace("plugin.drive"), plugin=VST3, law=Law("linear", 0.0, 20.0))
    assert reach(NAMED, own, plugins=[VST2, VST3]) == {}


def test_numbers_far_outside_those_that_were_taught_are_not_read():
    known = Teachings(gathered([NAMED]), reached=reach(NAMED, plugins=[VST2, VST3]))

    def read(stored):
        insert = Insert("i", VST3, parameters={"plugin.drive": Value(stored, "raw", "raw")})
        one = Session("x", "App", "1", Track("m", "", "master"), (Track("t", "", inserts=(insert,)),))
        return dict(TaughtReader(known)(one).tracks[0].inserts[0].parameters)

    assert read(1.0) == {"plugin.Drive": Value(10.0, "dB", "taught")}
    assert read(350.0) == {"plugin.drive": Value(350.0, "raw", "raw")}


def test_words_have_no_outside_and_unproved_numbers_no_inside():
    assert is_in_reach(lesson(FieldPlace("plugin.x"), law=Law("choice", shown=((0.0, "opto"),))), 0.0)
    assert not is_in_reach(lesson(FieldPlace("plugin.x"), readings=()), 0.5)


def test_what_a_teaching_reaches_counts_among_what_is_known():
    known = Teachings(gathered([NAMED]), reached=reach(NAMED, plugins=[VST2, VST3]))
    assert ("VST3", "9") in known.plugins
    assert known.digest({("VST3", "9"): False})
    assert known.digest({("VST3", "9"): False}) != Teachings().digest({("VST3", "9"): False})
