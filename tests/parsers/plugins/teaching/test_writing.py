"""A taught value goes back into the state: it reads as asked, and no other byte or setting changes."""

import struct
import zlib
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.errors import UnwritableSessionError
from parsers.plugins.decoders import read
from parsers.plugins.teaching.laws import Law
from parsers.plugins.teaching.places import BytePlace, FieldPlace, bare, number_at
from parsers.plugins.teaching.teachings import Teaching, key_of
from parsers.plugins.teaching.writing import written
from parsers.session import Plugin
from profiler.studio.unknown_plugin import CONTAINERS, make

PLUGIN = Plugin("Nobody Knows", "Nobody", "VST2", "1853045092")
LAWS = {
    "linear": Law("linear", -24.0, 48.0),
    "decibel": Law("decibel", 6.0, 20.0),
    "log": Law("log", 3.0, 6.9),
    "power": Law("power", 500.0, 2.0),
    "skewed": Law("skewed", 10.0, 490.0, 3.0),
}


def lesson(place, law=LAWS["linear"], term="plugin.Knob"):
    return Teaching(key_of(PLUGIN), PLUGIN.name, place, term, "", law)


def values(state):
    return {term: value.value for term, value in read(PLUGIN, state).parameters.items()}


@given(st.sampled_from(sorted(LAWS)), st.floats(0.02, 0.98))
def test_what_has_to_be_stored_is_what_is_shown_back(kind, stored):
    law = LAWS[kind]
    assert law.stored(law.value(stored)) == pytest.approx(stored, rel=1e-9)


def test_what_no_number_shows_cannot_be_stored():
    assert LAWS["log"].stored(-1.0) is None
    assert LAWS["linear"].stored(float("inf")) is None
    assert LAWS["linear"].stored("opto") is None
    assert LAWS["decibel"].stored(float("-inf")) == 0.0
    assert Law("choice", shown=((0.5, "fet"),)).stored("fet") == 0.5
    assert Law("choice", shown=((0.5, "fet"),)).stored("vca") is None
    assert Law("linear", 1.0, 0.0).stored(3.0) is None


def fields(build, container, numbers):
    if container == "list":
        return build.dump(*numbers)
    if container == "fabfilter":
        return build.vst3(build.fabfilter(list(numbers)))
    if container == "tree":
        return build.juce_parameters(**{f"p{place}": number for place, number in enumerate(numbers)})
    attributes = " ".join(f'p{place}="{number:.6f}"' for place, number in enumerate(numbers))
    return build.vst3(build.vstw(build.fxb(build.juce_xml(f"<X {attributes}/>"))))


PLACES = {"list": "parameter 1", "fabfilter": "parameter 1", "tree": "p1", "xml": "p1"}


@given(
    st.sampled_from(sorted(PLACES)),
    st.lists(st.integers(1, 999), min_size=4, max_size=4, unique=True),
    st.integers(1, 999),
    st.sampled_from(sorted(LAWS)),
)
def test_a_field_is_written_and_nothing_else(build, container, thousandths, wanted, kind):
    state = fields(build, container, [number / 1000 for number in thousandths])
    law, term = LAWS[kind], f"plugin.{PLACES[container]}"
    shown = law.value(wanted / 1000)
    new = written(PLUGIN, state, lesson(FieldPlace(term), law), shown)
    assert len(new) == len(state)
    assert law.value(values(new)[term]) == pytest.approx(shown, rel=5e-3, abs=1e-3)
    assert {**values(new), term: 0} == {**values(state), term: 0}
    assert written(PLUGIN, new, lesson(FieldPlace(term), law), law.value(values(new)[term])) == new


@given(st.integers(0, 10_000), st.floats(0.05, 0.95))
def test_a_hidden_knob_is_written_wherever_it_is_kept(seed, position):
    rng = Random(seed)
    plugin = make(rng, CONTAINERS[seed % len(CONTAINERS)], "linear")
    state = plugin.state(0.5, tuple(rng.random() for _ in range(plugin.knobs)), rng)
    if plugin.container == "bytes":
        place = BytePlace(len(state), 8 + (8 if plugin.sort.endswith("d") else 4) * plugin.hidden, plugin.sort)
    else:
        place = FieldPlace(f"plugin.{'parameter ' if plugin.container == 'dump' else 'p'}{plugin.hidden}")
    try:
        new = written(PLUGIN, state, lesson(place, Law("linear")), plugin.stored(position))
    except UnwritableSessionError:
        return
    assert len(new) == len(state)
    before, after = values(state), values(new)
    if isinstance(place, BytePlace):
        assert number_at(bare(new), place) == pytest.approx(plugin.stored(position), rel=1e-5)
        size = struct.calcsize(place.sort)
        assert new[: place.offset] == state[: place.offset]
        assert new[place.offset + size :] == state[place.offset + size :]
    else:
        assert after[place.term] == pytest.approx(plugin.stored(position), rel=1e-3, abs=1e-6)
        assert {**after, place.term: 0} == {**before, place.term: 0}


def test_bytes_of_a_packed_state_are_not_written():
    content = struct.pack("<8f", *[0.5] * 8)
    packed = bytes(4) + zlib.compress(content)
    place = BytePlace(len(bare(packed)), 4, "<f")
    with pytest.raises(UnwritableSessionError, match="not sure"):
        written(PLUGIN, packed, lesson(place), 0.0)


@pytest.mark.parametrize(
    ("xml", "shown"),
    [
        ('<X p="0.5" q="0.5"/>', 0.0),
        ('<X p="1" q="0.25"/>', 5.5),
        ('<X q="0.25"/>', 0.0),
    ],
    ids=["no change at all", "no room for the digits", "no such field"],
)
def test_what_is_not_sure_is_refused_or_left(build, xml, shown):
    state = build.juce_xml(xml)
    taught = lesson(FieldPlace("plugin.p"))
    if xml.count("0.5"):
        assert written(PLUGIN, state, taught, shown) == state
    else:
        with pytest.raises(UnwritableSessionError):
            written(PLUGIN, state, taught, shown)


def test_one_of_two_equal_fields_is_written_where_only_it_is_read(build):
    state = build.juce_xml('<X p="0.500" q="0.500"/>')
    new = written(PLUGIN, state, lesson(FieldPlace("plugin.p")), 6.0)
    assert values(new) == {"plugin.p": 0.625, "plugin.q": 0.5}


def test_a_word_of_the_same_length_is_written(build):
    law = Law("choice", shown=(("Opto", "opto"), ("Tube", "tube"), ("FET", "fet")))
    state = build.juce_xml('<X mode="Opto" q="1"/>')
    taught = lesson(FieldPlace("plugin.mode"), law)
    assert values(written(PLUGIN, state, taught, "tube"))["plugin.mode"] == "Tube"
    with pytest.raises(UnwritableSessionError):
        written(PLUGIN, state, taught, "fet")
