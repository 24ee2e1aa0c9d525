"""Teaching against plug-ins that nobody knows; `benchmarks/teaching.py` counts the same over more of them."""

import struct
from contextlib import suppress
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.plugins.decoders import read
from parsers.plugins.teaching.errors import TeachingError
from parsers.plugins.teaching.finding import Look, can_be_taught, find
from parsers.plugins.teaching.places import BytePlace, FieldPlace, bare
from parsers.plugins.teaching.readings import readings_of
from parsers.session import Plugin, Value
from profiler.studio.unknown_plugin import CONTAINERS, SCALES, make

PLUGIN = Plugin("Nobody Knows", "Nobody", "VST2", "1853045092")


def look(state):
    return Look(read(PLUGIN, state).parameters, bare(state))


def fields(**values):
    return Look({f"plugin.{name}": Value(value, "raw", "raw") for name, value in values.items()}, b"")


def place_of(plugin):
    if plugin.container == "bytes":
        length = len(plugin.state(0.5, (0.5,) * plugin.knobs, Random(0)))
        return BytePlace(length, 8 + (8 if plugin.sort.endswith("d") else 4) * plugin.hidden, plugin.sort)
    return FieldPlace(f"plugin.{'parameter ' if plugin.container == 'dump' else 'p'}{plugin.hidden}")


def saved(plugin, rng, *, spoil=None):
    """Two calm lines of saves, and three saves with the knob at three places."""
    rest = [tuple(rng.random() for _ in range(plugin.knobs)) for _ in range(3)]
    calm = [[look(plugin.state(0.4, others, rng)) for _ in range(5)] for others in rest[:2]]
    places = [rng.uniform(0.05, 0.3), rng.uniform(0.4, 0.6), rng.uniform(0.7, 0.95)]
    states = [plugin.state(0.4 if spoil else place, rest[2], rng) for place in places]
    return [look(spoil(state) if spoil else state) for state in states], [plugin.shown(p) for p in places], calm


def test_hidden_knobs_are_found_among_garbage_and_never_mistaken():
    rng = Random(4)
    found = 0
    for number in range(60):
        plugin = make(rng, CONTAINERS[number % 4], SCALES[number % 3])
        looks, shown, calm = saved(plugin, rng)
        try:
            answer = find(looks, readings_of(shown, "plugin.Knob"), calm)
        except TeachingError:
            continue
        assert answer.place == place_of(plugin)
        found += 1
    assert found >= 57


@pytest.mark.parametrize("how", ["absent", "enciphered"])
def test_what_is_not_stored_or_enciphered_is_refused(how):
    rng = Random(5)
    spoil = bytes if how == "absent" else lambda state: bytes(byte ^ rng.randrange(256) for byte in state)
    for number in range(40):
        plugin = make(rng, CONTAINERS[number % 4], SCALES[number % 3])
        looks, shown, calm = saved(plugin, rng, spoil=spoil)
        with pytest.raises(TeachingError) as refused:
            find(looks, readings_of(shown, "plugin.Knob"), calm)
        assert refused.value.remedy


def test_two_fields_that_explain_the_readings_ask_for_one_more_save():
    looks = [fields(a=x, b=x) for x in (0.1, 0.5, 0.9)]
    with pytest.raises(TeachingError, match="more than one") as refused:
        find(looks, readings_of(["-19.200 dB", "0.000 dB", "19.200 dB"], "plugin.Knob"))
    assert "once more" in refused.value.remedy


def test_two_readings_say_where_the_knob_is_and_ask_for_its_scale():
    looks = [fields(a=x, b=0.3) for x in (0.1, 0.9)]
    with pytest.raises(TeachingError, match=r"do not yet prove.*\(a\)"):
        find(looks, readings_of(["-19.2 dB", "19.2 dB"], "plugin.Knob"))


def test_a_setting_that_is_read_already_needs_no_teaching():
    looks = [Look({"compressor.ratio": Value(x, "ratio", "measured")}, b"") for x in (2.0, 4.0)]
    with pytest.raises(TeachingError, match=r"read already: compressor\.ratio"):
        find(looks, readings_of(["2:1", "4:1"], "compressor.ratio"))


def test_words_are_taught_where_one_field_moved():
    found = find([fields(mode=x, b=0.3) for x in (0.0, 0.5, 1.0)], readings_of(["Opto", "FET", "VCA"], "plugin.Mode"))
    assert found.place == FieldPlace("plugin.mode")
    assert found.law.read(0.5) == "fet"


def test_states_of_other_lengths_are_packed():
    looks = [Look({}, bytes(length)) for length in (40, 41, 42)]
    with pytest.raises(TeachingError, match="another length"):
        find(looks, readings_of(["1", "2", "3"], "plugin.Knob"))


def test_equal_readings_prove_nothing():
    with pytest.raises(TeachingError, match="all readings are the same"):
        find([fields(a=0.1), fields(a=0.2)], readings_of(["1", "1"], "plugin.Knob"))


@given(
    st.lists(st.one_of(st.binary(min_size=24, max_size=24), st.binary(max_size=40)), min_size=3, max_size=3),
    st.lists(st.text(max_size=12), min_size=3, max_size=3),
)
def test_any_states_and_any_typing_give_an_answer_or_a_sentence(states, typed):
    looks = [look(state) for state in states]
    with suppress(TeachingError):  # the only error there is
        found = find(looks, readings_of(typed, "plugin.Knob"), [looks])
        assert isinstance(found.place, FieldPlace | BytePlace)


@pytest.mark.parametrize(
    ("taught", "can"),
    [
        (fields(a=0.5), True),
        (Look({"compressor.ratio": Value(2.0, "ratio", "measured")}, b"\0" * 40), False),
        (Look({}, struct.pack("<12f", *[0.5] * 12)), True),
        (Look({}, bytes(400)), False),
        (Look({}, b""), False),
        (Look({}, Random(1).randbytes(4000)), False),
        (Look({}, b"PRESET = S4]HFQ7K?W=Dg?[<LET8=Z:EQPAEj;" * 10), False),
    ],
    ids=["a field", "all read", "plain numbers", "zeros", "nothing", "enciphered", "text"],
)
def test_what_holds_plain_numbers_or_fields_can_be_taught(taught, can):
    assert can_be_taught(taught) is can
