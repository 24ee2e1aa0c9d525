"""NI's effects: items are opened, packed chunks unpacked, values told by the names that are proved theirs."""

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.plugins.containers.fastlz import unpacked
from parsers.plugins.containers.opening import open_state
from parsers.plugins.decoders import meaning, read
from parsers.plugins.errors import BrokenStateError
from parsers.plugins.teaching.places import bare
from parsers.session import Plugin

VC_76 = Plugin("VC 76", "Native Instruments", "VST2", "1315513396")


def number(value):
    return struct.pack("<f", value)


def whole(value):
    return struct.pack("<i", value)


ENTRIES = [("I1", number(0.4775)), ("O2", number(0.25)), ("A3", number(0.0)), ("R4", number(1.0)), ("R5", whole(2))]
NAMES = [("Main", ["Input", "Output", "Attack", "Release", "Ratio"])]


def fields(state):
    return dict(open_state(state).fields)


@pytest.mark.parametrize("packed", [True, False])
def test_controls_bear_the_names_that_begin_like_their_codes(build, packed):
    found = fields(build.ni_effect(ENTRIES, NAMES, packed=packed))
    assert found == {"Input": 0.4775, "Output": 0.25, "Attack": 0.0, "Release": 1.0, "Ratio": 2.0}


def test_where_names_do_not_fit_the_codes_stay(build):
    names = [("Main", ["Gain", "Width", "Attack", "Depth", "Mix"])]
    assert list(fields(build.ni_effect(ENTRIES, names))) == ["I1", "O2", "A3", "R4", "R5"]
    assert list(fields(build.ni_effect(ENTRIES))) == ["I1", "O2", "A3", "R4", "R5"]


def test_one_group_may_fit_and_another_not(build):
    entries = [*ENTRIES, ("T11", number(0.5)), ("W12", number(0.5))]
    found = fields(build.ni_effect(entries, [*NAMES, ("Echoes", ["Low", "High"])]))
    assert list(found) == ["Input", "Output", "Attack", "Release", "Ratio", "T11", "W12"]


def test_switches_take_a_byte_and_dummies_nothing(build):
    entries = [("T1", number(0.5)), ("D11", b""), ("S2", b"\1"), ("A4", whole(5)), ("L7", b"\0")]
    wanted = {"T1": 0.5, "S2": True, "A4": 5.0, "L7": False}
    assert fields(build.ni_effect(entries)) == wanted
    assert fields(build.ni_effect(entries, tail=bytes(4))) == wanted


def test_the_last_digit_and_fresh_ids_do_not_count(build):
    one = build.ni_effect(ENTRIES, NAMES)
    other = build.ni_effect(ENTRIES, NAMES, uuid=b"v" * 16) + b"other comments"
    assert meaning(VC_76, one) == meaning(VC_76, other)
    assert meaning(VC_76, one) != meaning(VC_76, build.ni_effect([*ENTRIES[:4], ("R5", whole(3))], NAMES))
    assert read(VC_76, one).coverage == "named"


def test_a_chunk_of_another_layout_is_compared_and_taught_as_bytes_without_the_wrapper(build):
    entries = [("\1", b"abcd" * 10)]
    one, other = build.ni_effect(entries), build.ni_effect(entries, uuid=b"v" * 16)
    assert open_state(one) is None
    assert meaning(VC_76, one) == meaning(VC_76, other)
    assert bare(one) == bare(other)
    assert b"abcd" * 10 in bare(one)


def test_an_item_that_does_not_fit_is_trouble(build):
    whole_state = build.ni_effect(ENTRIES)
    assert "Native Instruments" in read(VC_76, whole_state[:300]).trouble
    longer = whole_state[:16] + struct.pack("<Q", 1 << 40) + whole_state[24:]
    assert read(VC_76, longer).coverage == "opaque"
    with pytest.raises(BrokenStateError):
        open_state(longer)


@given(st.data())
def test_damaged_states_open_or_are_refused(build, data):
    state = bytearray(build.ni_effect(ENTRIES, NAMES))
    for _ in range(data.draw(st.integers(1, 5))):
        state[data.draw(st.integers(0, len(state) - 1))] = data.draw(st.integers(0, 255))
    try:
        contents = open_state(bytes(state[: data.draw(st.integers(0, len(state)))]))
    except BrokenStateError:
        return
    if contents is not None:
        assert all(isinstance(value, float | bool | str) for value in contents.fields.values())


@given(st.binary(max_size=200), st.integers(0, 400))
def test_unpacking_any_bytes_gives_the_said_size_or_nothing(data, size):
    found = unpacked(data, size)
    assert found is None or len(found) == size


@given(st.lists(st.tuples(st.binary(min_size=1, max_size=3), st.integers(1, 400))))
def test_what_was_packed_unpacks(build, parts):
    content = b"".join(part[:1] * count + part for part, count in parts)
    if content:
        assert unpacked(build.fastlz(content), len(content)) == content
        assert unpacked(build.fastlz(content), len(content) + 1) is None


def test_the_second_level_reaches_farther():
    start = bytes(range(1, 251)) * 34
    runs = b"".join(bytes([len(part) - 1]) + part for part in (start[at : at + 32] for at in range(0, len(start), 32)))
    stream = bytes([runs[0] | 32]) + runs[1:] + bytes([7 << 5 | 31, 255, 0, 255, 0, 1])
    size = len(start) + 3 + 6 + 255
    found = unpacked(stream, size)
    assert found is not None
    back = 31 * 256 + 255 + 1 + 1
    assert found[len(start) :] == (start + found[len(start) :])[len(start) - back :][:264]
