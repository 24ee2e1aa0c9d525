"""The wrapper around a plug-in's state opens, says what it holds, and closes to the same bytes."""

import contextlib
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.plugins.errors import BrokenStateError
from parsers.plugins.wrapper import MAGIC_DUMP, MAGIC_STATE, Wrapped, is_dump, open_vst, split_vst3, wrap

HEADER = bytes.fromhex(
    "6d636572ef5eedfe04000000"
    "0100000000000000020000000000000004000000000000000800000000000000"
    "0200000001000000000000000200000000000000"
    "5c0000000000000000001000"
)
DUMP = bytes.fromhex("efbeadde0df0adde") + bytes(84)
TRAILER = b"\0Program 1\0" + bytes.fromhex("10000000")

masks = st.lists(st.integers(0, 2**64 - 1), max_size=5).map(tuple)
wrappers = st.builds(
    Wrapped,
    id=st.integers(0, 2**32 - 1),
    magic=st.sampled_from([MAGIC_STATE, MAGIC_DUMP]),
    input_masks=masks,
    output_masks=masks,
    bank=st.integers(0, 1),
    program=st.integers(-1, 100),
    flags=st.integers(0, 0xFFFF),
    state=st.binary(max_size=200),
    trailer=st.binary(max_size=40),
)


def test_a_compressors_header_says_pins_length_and_flags():
    opened = open_vst(HEADER + DUMP + TRAILER)
    assert opened.id == 1919247213
    assert opened.magic == MAGIC_DUMP
    assert opened.input_masks == (1, 2, 4, 8)
    assert opened.output_masks == (1, 2)
    assert (opened.bank, opened.program, opened.flags) == (0, 0, 0x10)
    assert opened.state == DUMP
    assert opened.preset == "Program 1"
    assert opened.program_name == ""
    assert is_dump(opened.state)


def test_the_state_ends_where_its_length_says_and_an_old_file_has_no_trailer():
    opened = open_vst(HEADER + DUMP)
    assert opened.state == DUMP
    assert (opened.trailer, opened.program_name, opened.preset) == (b"", "", "")


@given(wrappers)
def test_what_was_opened_closes_to_the_same_bytes(wrapped):
    assert open_vst(wrapped.chunk) == wrapped
    assert wrapped.header + wrapped.state + wrapped.trailer == wrapped.chunk


@given(st.binary(max_size=300))
def test_any_bytes_open_or_are_refused(chunk):
    with contextlib.suppress(BrokenStateError):
        assert open_vst(chunk).chunk == chunk


@given(wrappers, st.data())
def test_a_damaged_header_is_refused_or_still_closes_to_its_bytes(wrapped, data):
    chunk = bytearray(wrapped.chunk)
    place = data.draw(st.integers(0, len(chunk) - 1))
    chunk[place] ^= data.draw(st.integers(1, 255))
    with contextlib.suppress(BrokenStateError):
        assert open_vst(bytes(chunk)).chunk == chunk


def test_a_chunk_without_magic_is_refused():
    with pytest.raises(BrokenStateError, match="magic"):
        open_vst(bytes(64))


def test_plain_pins_have_no_text_and_a_side_chain_shows():
    assert wrap(DUMP, uid=1, inputs=4).pins == ""
    keyed = Wrapped(1, MAGIC_STATE, (1, 2, 12), (1, 0), 1, 0, 0x10, b"", b"")
    assert keyed.pins == "in 1,2,3+4 out 1,-"


def test_a_new_wrapper_knows_dump_from_chunk_and_carries_a_preset():
    assert wrap(DUMP, uid=7).magic == MAGIC_DUMP
    chunk = wrap(b"state", uid=7, preset="Röst")
    assert (chunk.magic, chunk.bank, chunk.preset) == (MAGIC_STATE, 1, "Röst")
    assert open_vst(chunk.chunk) == chunk


@pytest.mark.parametrize("controller", [b"", b"name"])
def test_a_vst3_state_splits_into_component_and_controller(controller):
    component = b"\0" + struct.pack("<3f", 0.0, 0.69, 0.5)
    state = struct.pack("<ii", len(component), 1) + component + struct.pack("<ii", len(controller), 0) + controller
    halves = split_vst3(state)
    assert (halves.component, halves.controller) == (component, controller)


def test_the_tape_machines_component_starts_with_its_floats():
    state = bytes.fromhex("390000000100000000" + "00000000d7a3303f0000003f") + bytes(44) + bytes(8)
    component = split_vst3(state).component
    assert len(component) == 57
    assert struct.unpack_from("<3f", component, 1) == pytest.approx((0.0, 0.69, 0.5))


@given(st.binary(max_size=64))
def test_any_bytes_split_or_are_refused(state):
    try:
        halves = split_vst3(state)
    except BrokenStateError:
        return
    assert len(halves.component) + len(halves.controller) + 16 == len(state)
