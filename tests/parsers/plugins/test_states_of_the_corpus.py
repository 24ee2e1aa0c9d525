"""Every wrapper and every known plug-in's state in the corpus of real sessions reads, and goes back byte for byte."""

import base64
import os
import struct
from pathlib import Path

import pytest

from parsers.plugins.decoders import decoder_for, read
from parsers.plugins.wrapper import Wrapped, is_dump, open_vst, split_vst3
from parsers.session import Plugin
from parsers.vocabulary import describe

pytestmark = pytest.mark.corpus

WRITABLE = {"1919247729", "1919247213", "1919248244", "1919247468", "1919708532", "1920361016"}
SUFFIXES = {".rpp", ".rpp-bak", ".rfxchain", ".rtracktemplate"}


@pytest.fixture(scope="module")
def chunks():
    """Distinct (is VST3, chunk) of all blocks of the corpus."""
    folder = os.environ.get("MIXTASTE_CORPUS")
    if not folder:
        pytest.skip("MIXTASTE_CORPUS is not set")
    found = set()
    for path in Path(folder, "reaper").rglob("*"):
        if path.suffix.lower() in SUFFIXES:
            found.update(blocks_of(path.read_bytes()))
    return found


def blocks_of(text):
    lines = iter(text.split(b"\n"))
    for line in lines:
        start = line.strip()
        if start.startswith(b"<VST "):
            data = []
            for inner in lines:
                if inner.strip() == b">":
                    break
                data.append(base64.b64decode(inner.strip()))
            yield start.startswith(b'<VST "VST3'), b"".join(data)


def test_every_wrapper_opens_and_closes_to_its_bytes(chunks):
    assert len(chunks) > 1000
    for _, chunk in chunks:
        assert open_vst(chunk).chunk == chunk


def test_every_vst3_state_splits(chunks):
    states = [opened.state for vst3, chunk in chunks if vst3 and not is_dump((opened := open_vst(chunk)).state)]
    assert len(states) > 100
    for state in states:
        split_vst3(state)


def decoded(chunks, uids=None):
    for state, uid in sorted({(opened.state, str(opened.id)) for opened in opened_vst2(chunks)}):
        decoder = decoder_for(Plugin("", "", "VST2", uid))
        if decoder is not None and (uids is None or uid in uids):
            yield decoder, state


def opened_vst2(chunks) -> list[Wrapped]:
    return [open_vst(chunk) for vst3, chunk in chunks if not vst3]


def test_every_known_state_decodes_to_sane_values_and_goes_back_unchanged(chunks):
    count = 0
    for decoder, state in decoded(chunks):
        values = decoder.decode(state)
        assert decoder.encode(state, values) == state
        for term, value in values.items():
            if isinstance(value.value, float) and not term.startswith("plugin.") and value.value != float("-inf"):
                assert describe(term).is_sane(value.value), (term, value)
        count += 1
    assert count > 100


def test_a_value_written_into_a_real_state_is_read_back_and_the_rest_stays(chunks):
    for decoder, state in decoded(chunks, WRITABLE):
        values = decoder.decode(state)
        for term in ("eq.2.frequency", "compressor.attack", "gate.attack", "delay.lowcut"):
            if term in values:
                wanted = {**values, term: type(values[term])(123.0, values[term].unit, "measured")}
                written = decoder.encode(state, wanted)
                assert decoder.decode(written) == {**values, term: decoder.decode(written)[term]}
                assert decoder.decode(written)[term].value == pytest.approx(123.0)
                assert len(written) == len(state)


def test_bandwidths_agree_with_the_stored_octaves(chunks):
    for decoder, state in decoded(chunks, {"1919247729"}):
        values = decoder.decode(state)
        if "eq.1.q" not in values:
            continue
        (size,) = struct.unpack_from("<i", state)
        (octaves,) = struct.unpack_from("<d", state, 8 + 24)
        q = values["eq.1.q"].value
        assert size in (32, 33)
        # definition: f2 / f1 = 2 ** octaves, Q = sqrt(f1 f2) / (f2 - f1)
        ratio = 2 ** max(octaves, 0.01)
        assert q == pytest.approx(ratio**0.5 / (ratio - 1), rel=1e-5)


def test_every_state_is_read_without_trouble_and_in_sane_values(chunks):
    coverage = {"decoded": 0, "named": 0, "opaque": 0}
    for vst3, chunk in chunks:
        opened = open_vst(chunk)
        reading = read(Plugin("", "", "VST3" if vst3 else "VST2", str(opened.id)), opened.state)
        coverage[reading.coverage] += 1
        assert not reading.trouble
        for term, value in reading.parameters.items():
            if isinstance(value.value, float) and not term.startswith("plugin.") and value.value != float("-inf"):
                assert describe(term).is_sane(value.value), (term, value)
    assert coverage["opaque"] < 0.2 * sum(coverage.values())
