"""What every decoder promises, whichever plug-in it reads."""

import math
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.errors import UnwritableSessionError
from parsers.plugins.decoders import decodable, decoder_for
from parsers.plugins.errors import BrokenStateError
from parsers.session import Plugin, Value
from parsers.vocabulary import describe

EVERY = {(kind, uid): decoder_for(Plugin("", "", kind, uid)) for kind, uid in decodable()}
DECODERS = {
    uid: EVERY["VST2", uid]
    for uid in ("1919247729", "1919247213", "1919248244", "1919247468", "1919708532", "1920361016")
}
"""Those whose states can be made and written."""
each = pytest.mark.parametrize("uid", DECODERS)
everyone = pytest.mark.parametrize("plugin", EVERY, ids=str)

FRESH_EQUALISER = {
    "eq.1.frequency": Value(100.0, "Hz", "measured"),
    "eq.1.shape": Value("high pass", "", "measured"),
    "eq.2.frequency": Value(3000.0, "Hz", "measured"),
    "eq.2.gain": Value(-2.5, "dB", "measured"),
}


def fresh(uid):
    return DECODERS[uid].fresh(FRESH_EQUALISER if uid == "1919247729" else {})


def test_a_plugin_is_known_by_format_and_id_and_not_by_name():
    assert decoder_for(Plugin("Anything", "", "VST2", "1919247729")) is not None
    assert decoder_for(Plugin("ReaEQ", "Cockos", "VST3", "1919247729")) is None
    assert decoder_for(Plugin("ReaEQ", "Cockos", "VST2", "")) is None


@each
def test_a_fresh_state_reads_as_sane_values(uid):
    values = DECODERS[uid].decode(fresh(uid))
    assert values
    for term, value in values.items():
        if isinstance(value.value, float) and math.isfinite(value.value):
            assert describe(term).is_sane(value.value), term
        assert value.confidence in ("measured", "published", "raw")
        standard = not term.startswith("plugin.")
        assert (describe(term).family != "plugin") == standard, term
        assert standard == (value.confidence != "raw"), term


@each
def test_writing_what_was_read_changes_no_byte(uid):
    state = fresh(uid)
    assert DECODERS[uid].encode(state, DECODERS[uid].decode(state)) == state


@each
def test_writing_nothing_changes_no_byte(uid):
    assert DECODERS[uid].encode(fresh(uid), {}) == fresh(uid)


@each
def test_a_term_that_the_plugin_does_not_have_is_refused(uid):
    with pytest.raises(UnwritableSessionError):
        DECODERS[uid].encode(fresh(uid), {"reverb.size": Value(0.5, "share", "measured")})


@everyone
@given(st.binary(max_size=400))
def test_any_bytes_decode_or_are_broken(plugin, state):
    try:
        values = EVERY[plugin].decode(state)
    except BrokenStateError:
        return
    assert EVERY[plugin].encode(state, values) == state


@everyone
def test_what_nobody_proved_safe_to_write_is_refused(plugin):
    with pytest.raises((UnwritableSessionError, BrokenStateError)):
        EVERY[plugin].encode(b"", {"reverb.size": Value(0.5, "share", "measured")})


@everyone
@given(st.integers(-5, 10_000), st.text(max_size=30))
def test_automation_has_a_term_or_none(plugin, index, ident):
    found = EVERY[plugin].automation(index, ident)
    if found is not None:
        term, to_unit = found
        assert term
        assert not math.isnan(to_unit(0.5))


@each
@given(st.data())
def test_a_damaged_state_decodes_to_sound_numbers_or_is_broken(uid, data):
    state = bytearray(fresh(uid))
    for _ in range(data.draw(st.integers(1, 6))):
        state[data.draw(st.integers(0, len(state) - 1))] = data.draw(st.integers(0, 255))
    decodes_or_is_broken(uid, bytes(state[: data.draw(st.integers(0, len(state)))]))
    decodes_or_is_broken(uid, bytes(state))


def decodes_or_is_broken(uid, state):
    try:
        values = DECODERS[uid].decode(state)
    except BrokenStateError:
        return
    for value in values.values():
        assert not (isinstance(value.value, float) and math.isnan(value.value))
        assert not (isinstance(value.value, float) and value.value == math.inf)
    assert DECODERS[uid].encode(state, values) == state


@each
def test_the_last_digit_of_a_stored_number_is_no_change(uid):
    """A host that loads and saves may re-round float32: one unit in the last place reads the same."""
    decoder, state = DECODERS[uid], fresh(uid)
    before = decoder.decode(state)
    for place in range(0, len(state) - 3, 4):
        (bits,) = struct.unpack_from("<I", state, place)
        (number,) = struct.unpack_from("<f", state, place)
        if not 1e-3 < abs(number) < 1e3 or uid in ("1919247729", "1919708532"):
            continue  # those two store float64: the next case
        nudged = bytearray(state)
        struct.pack_into("<I", nudged, place, bits - 1)
        assert decoder.decode(bytes(nudged)) == before


@pytest.mark.parametrize("gain", [0.5, 0.50118723, 1.0, 1.12201845])
def test_the_last_digit_of_a_bands_gain_is_no_change(gain):
    decoder = DECODERS["1919247729"]
    state = fresh("1919247729")
    place = 8 + 33 + 16
    states = []
    for wobble in (1.0, 1 + 2e-7, 1 - 2e-7):
        edited = bytearray(state)
        struct.pack_into("<d", edited, place, gain * wobble)
        states.append(decoder.decode(bytes(edited)))
    assert states[0] == states[1] == states[2]
