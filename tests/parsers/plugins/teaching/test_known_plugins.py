"""Plug-ins whose decoding is verified, taught as if nobody knew them: what is taught must be what the decoder says."""

import pytest

from parsers.plugins.decoders import decoder_for, read
from parsers.plugins.teaching.finding import Look, find
from parsers.plugins.teaching.places import FieldPlace
from parsers.plugins.teaching.readings import readings_of
from parsers.session import Plugin, Value

REACOMP, REAGATE = "1919247213", "1919248244"

KNOBS = [
    (REACOMP, "compressor.threshold", "dB", [-30.2, -17.4, -6.1], "{:.1f} dB"),
    (REACOMP, "compressor.ratio", "ratio", [1.5, 4.0, 12.5], "{:.1f}:1"),
    (REACOMP, "compressor.attack", "ms", [3.0, 40.0, 220.0], "{:.1f} ms"),
    (REACOMP, "compressor.release", "ms", [80.0, 400.0, 1500.0], "{:.0f} ms"),
    (REAGATE, "gate.threshold", "dB", [-50.0, -30.0, -12.0], "{:.1f} dB"),
]


@pytest.mark.parametrize(("uid", "term", "unit", "values", "shown"), KNOBS, ids=lambda case: str(case)[:24])
def test_a_verified_knob_is_taught_as_it_is_decoded(uid, term, unit, values, shown):
    decoder = decoder_for(Plugin("", "", "VST2", uid))
    assert decoder is not None
    states = [decoder.fresh({term: Value(value, unit, "measured")}) for value in values]
    unknown = Plugin("Nobody Knows", "", "VST2", "1")
    looks = [Look(read(unknown, state).parameters, state) for state in states]
    calm = [[looks[0]] * 4]
    found = find(looks, readings_of([shown.format(value) for value in values], term), calm)
    assert isinstance(found.place, FieldPlace)
    for step in range(11):
        value = min(values) + (max(values) - min(values)) * step / 10
        stored = read(unknown, decoder.fresh({term: Value(value, unit, "measured")})).parameters[found.place.term].value
        assert found.law.read(stored) == pytest.approx(value, rel=0.02, abs=0.1)
