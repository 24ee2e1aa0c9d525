"""Airwindows' plug-ins are read by the names of their published source, as VST2 and as Audio Unit."""

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.plugins.airwindows import airwindows
from parsers.plugins.decoders import decoder_for, read
from parsers.plugins.errors import BrokenStateError
from parsers.session import Plugin, Value

CHANNEL = int.from_bytes(b"cha7", "big")
VST2 = Plugin("Channel7", "airwindows", "VST2", str(CHANNEL))
AU = Plugin("Channel7", "Airwindows", "AU", "aufx/cha7/Dthr")


def values(plugin, state):
    return {term: value.value for term, value in read(plugin, state).parameters.items()}


def test_an_audio_unit_is_told_in_its_units(build):
    state = build.plist(build.pairs({0: 1.0, 1: 22.2, 2: 1.0}))
    assert read(AU, state).parameters == {
        "plugin.Console Type": Value(1.0, "raw", "raw"),
        "plugin.Drive": Value(22.2, "%", "raw"),
        "plugin.Output": Value(1.0, "raw", "raw"),
    }
    assert read(AU, state).coverage == "named"


def test_a_vst2_is_told_by_name_as_it_is_stored():
    state = struct.pack("<3f", 0.5, 0.111, 1.0)
    assert values(VST2, state) == {"plugin.Console Type": 0.5, "plugin.Drive": 0.111, "plugin.Output": 1.0}
    assert decoder_for(VST2).automation(1, "")[0] == "plugin.Drive"


def test_an_audio_unit_of_another_layout_is_broken(build):
    assert read(AU, build.plist(build.pairs({0: 1.0, 7: 1.0}))).trouble
    assert read(AU, b"").trouble


@pytest.mark.parametrize("state", [struct.pack("<2f", 0.5, 0.5), struct.pack("<3f", 0.5, 7.0, 0.5), b""])
def test_the_letters_alone_prove_nothing_of_a_vst2(state):
    reading = read(VST2, state)
    assert (reading.coverage, reading.trouble) == ("opaque", "")


def test_another_makers_state_under_the_same_letters_is_read_as_its_container_says(build):
    assert values(VST2, build.juce_xml('<X Mix="0.5"/>')) == {"plugin.Mix": 0.5}


def test_other_makers_have_no_decoder_here():
    assert airwindows("AU", "aufx/cha7/Else") is None
    assert airwindows("AU", "x") is None
    assert airwindows("VST2", "cha7") is None
    assert airwindows("VST2", str(1 << 40)) is None
    assert airwindows("VST2", "1") is None


@given(st.binary(max_size=64))
def test_any_bytes_decode_or_are_broken(state):
    for plugin in (VST2, AU):
        try:
            decoder_for(plugin).decode(state)
        except BrokenStateError:
            continue
