"""States of plug-ins made with DPF: symbols and numbers, from any wrapper, and never trusted."""

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.plugins.containers.opening import open_state
from parsers.plugins.decoders import read
from parsers.plugins.errors import BrokenStateError
from parsers.session import Plugin, Value

PLUGIN = Plugin("ZamComp", "Damien Zammit", "VST3", "1")
BEGIN, END = b"__dpf_parameters_begin__\0", b"__dpf_parameters_end__\0\xfe"


def component(text: bytes) -> bytes:
    return b"__dpf_program__\x000\x00" + BEGIN + text + END


def vst3(text: bytes) -> bytes:
    whole = component(text)
    return struct.pack("<ii", len(whole), 1) + whole + struct.pack("<ii", 1, 0) + b"\0"


def test_symbols_and_numbers_are_read_inside_a_vst3():
    found = read(PLUGIN, vst3(b"thr\0-18.5\0rat\x004\0"))
    assert found.coverage == "named"
    assert found.parameters == {"plugin.thr": Value(-18.5, "raw", "raw"), "plugin.rat": Value(4.0, "raw", "raw")}


def test_the_spelling_of_a_number_is_no_change():
    assert read(PLUGIN, vst3(b"thr\0-18.5\0")).meaning == read(PLUGIN, vst3(b"thr\0-18.500\0")).meaning


@pytest.mark.parametrize("state", [b"__dpf_program__\x000\0" + BEGIN + b"thr\0", component(b"thr\0")])
def test_a_list_that_ends_early_is_refused(state: bytes):
    with pytest.raises(BrokenStateError):
        open_state(state)


def test_a_state_without_parameters_stays_closed():
    assert open_state(b"__dpf_program__\x000\0") is None


@given(st.binary(max_size=60), st.integers(0, 120))
def test_any_bytes_between_the_marks_open_or_are_refused(text: bytes, cut: int):
    try:
        open_state(component(text)[:cut])
        open_state(component(text))
    except BrokenStateError:
        pass
