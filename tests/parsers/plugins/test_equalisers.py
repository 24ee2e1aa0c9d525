"""Equalisers, whoever made them, come out in the same terms: ``eq.N.shape frequency gain q slope enabled``."""

import struct

import pytest

from parsers.plugins.decoders import read
from parsers.session import Plugin
from parsers.vocabulary import describe

PRO_Q_3 = Plugin("Pro-Q 3", "FabFilter", "VST3", "756089518")
PRO_Q_2 = Plugin("FF Pro-Q 2", "FabFilter", "AU", "aumf/FQ2p/FabF")
LEVELLER = Plugin("WaveSabre - Leveller", "Logicoma", "VST2", "1282829426")
NOVA = Plugin("TDR Nova", "Tokyo Dawn Labs", "VST2", "1415853409")
UNUSED_3 = [0, 1, 9.965784, 0, 0, 1, 1, 0.5, 0, 1, 2, 1, 0]
UNUSED_2 = [2, 9.965784, 0, 0.5, 0, 1, 2]


def values(plugin, state):
    reading = read(plugin, state)
    assert reading.coverage == "decoded", reading.trouble
    found = {term: value.value for term, value in reading.parameters.items()}
    for term, value in found.items():
        if isinstance(value, float) and not term.startswith("plugin."):
            assert describe(term).is_sane(value), term
    return found


def band(found, number):
    prefix = f"eq.{number}."
    return {term.removeprefix(prefix): value for term, value in found.items() if term.startswith(prefix)}


def pro_q_3(build, *bands):
    numbers = [number for band in bands for number in band]
    return build.vst3(build.fabfilter([*numbers, *UNUSED_3 * (24 - len(bands)), *[0.0] * 46]))


def test_pro_q_3_tells_its_used_bands(build):
    high_cut = [1, 1, 13.287712, 0, 0, 0, 1, 0.5, 4, 8, 2, 1, 0]
    bell = [1, 0, 9.0, -3.5, 0, 0, 1, 0.7, 0, 1, 3, 1, 0]
    found = values(PRO_Q_3, pro_q_3(build, high_cut, UNUSED_3, bell))
    assert band(found, 1) == {"shape": "low pass", "frequency": 10000.0, "q": 1.0, "slope": 96.0, "enabled": True}
    assert band(found, 2) == {}
    near = pytest.approx(4.3734, abs=1e-3)
    assert band(found, 3) == {"shape": "bell", "frequency": 512.0, "gain": -3.5, "q": near, "enabled": False}
    assert found["plugin.band 3 placement"] == "mid"


def test_the_published_vector_of_pro_q_3_reads_as_published(build):
    vector = bytes.fromhex("0000803f0000803f789a544100000000000000000000803f0000803f0000003f000080400000004100000040")
    first = list(struct.unpack("<11f", vector))
    found = values(PRO_Q_3, pro_q_3(build, [*first, 1, 0]))
    assert band(found, 1) == {"shape": "low pass", "frequency": 10000.0, "q": 1.0, "slope": 96.0, "enabled": True}


@pytest.mark.parametrize("wrong", [{2: 15.5}, {3: 31.0}, {7: 1.5}, {8: 12.0}, {9: 11.0}])
def test_a_pro_q_3_outside_its_range_is_opaque(build, wrong):
    numbers = [wrong.get(place, number) for place, number in enumerate([1, 1, 9, 0, 0, 0, 1, 0.5, 0, 1, 2, 1, 0])]
    assert read(PRO_Q_3, pro_q_3(build, numbers)).trouble


def test_pro_q_2_tells_the_same_from_an_audio_units_pairs(build):
    numbers = [1, 10.0, 2.5, 0.5, 1, 1, 2, *UNUSED_2 * 23, *[0.0] * 22]
    found = values(PRO_Q_2, build.plist(build.pairs(dict(enumerate(numbers)))))
    assert band(found, 1) == {"shape": "low shelf", "frequency": 1024.0, "gain": 2.5, "q": 1.0, "enabled": True}
    assert band(found, 2) == {}


def test_leveller_tells_cuts_and_peaks():
    numbers = [0.5, 0.5, 0.221511, 0.6, 0.5, 0.386, 0.5, 0.5, 0.591, 0.5, 0.75, 1.0, 0.5, 0.5]
    found = values(LEVELLER, struct.pack("<14f", *numbers) + struct.pack("<i", 60))
    assert band(found, 1) == {"shape": "high pass", "frequency": 5015.0, "q": 1.0, "slope": 12.0, "enabled": True}
    assert band(found, 2)["gain"] == pytest.approx(4.8)
    assert band(found, 2)["frequency"] == pytest.approx(1000.38, abs=0.1)
    assert band(found, 4)["q"] == 6.5
    assert found["eq.output"] == pytest.approx(-6.0206)


def nova(build, *, gain="-2.0", exact="-2.0230000", frequency="368", selected="On", undo="<undo/>", active="On"):
    bands = "".join(
        f'bandSelected_{n}="{selected}" bandActive_{n}="{active}" bandGain_{n}="{gain}" bandQ_{n}="0.60" '
        f'bandFreq_{n}="{frequency}" bandType_{n}="{"High S" if n == 4 else "Bell"}" bandDynThreshold_{n}="-9.2" '
        for n in range(1, 5)
    )
    logical = "".join(
        f'bandGain_{n}="{exact}" bandFreq_{n}="{frequency}.00001339" bandQ_{n}="0.59999998073" '
        f'bandDynThreshold_{n}="-9.20000076" '
        for n in range(1, 5)
    )
    more = (
        'hpActive_master="Off" hpFreq_master="15" hpType_master="24dB/oct" lpActive_master="On" lpFreq_master="9000" '
        'lpType_master="12dB/oct" gain_master="1.5" channelsParam="Stereo" analyzerModeParam="Analyzer: Off"'
    )
    return build.juce_xml(
        f'<TDRNova {bands}{more}><logical {logical}hpFreq_master="15" lpFreq_master="9000" gain_master="1.5"/>'
        f'<presets active="1"><preset bandGain_1="7"/></presets>{undo}</TDRNova>'
    )


def test_nova_tells_bands_pass_filters_and_output(build):
    found = values(NOVA, nova(build))
    assert band(found, 2) == {"shape": "bell", "frequency": 368.0, "gain": -2.023, "q": 0.6, "enabled": True}
    assert band(found, 4)["shape"] == "high shelf"
    assert band(found, 5) == {"shape": "high pass", "frequency": 15.0, "slope": 24.0, "enabled": False}
    assert band(found, 6) == {"shape": "low pass", "frequency": 9000.0, "slope": 12.0, "enabled": True}
    assert found["eq.output"] == 1.5
    assert found["plugin.channelsParam"] == "Stereo"
    assert found["plugin.bandDynThreshold_3"] == -9.2
    assert not any("Selected" in term or "analyzer" in term or "preset" in term for term in found)


def test_nova_is_known_by_its_contents_in_any_host_and_format(build):
    elsewhere = Plugin("TDR Nova", "", "AU", "aufx/Td5a/Tdrl")
    assert values(elsewhere, build.plist(jucePluginState=nova(build))) == values(NOVA, nova(build))


def test_what_was_undone_or_selected_in_nova_does_not_count(build):
    other = nova(build, selected="Off", undo='<undo><ui op="8" n="2" v0="0.5"/></undo>')
    assert read(NOVA, nova(build)).meaning == read(NOVA, other).meaning
    assert read(NOVA, nova(build)).meaning != read(NOVA, nova(build, active="Off")).meaning


@pytest.mark.parametrize("wrong", [{"frequency": "99999"}, {"exact": "400"}, {"exact": "loud"}])
def test_a_nova_outside_its_range_is_opaque(build, wrong):
    reading = read(NOVA, nova(build, **wrong))
    assert (reading.coverage, bool(reading.trouble)) == ("opaque", True)


def test_slick_eq_tells_three_bands_and_a_high_pass(build):
    shown = (
        'lowBandGainParam="0.0" lowBandFreqParam="157" lowBandShapeParam="Shelf" midBandGainParam="2.5" '
        'midBandFreqParam="1538" highBandGainParam="0.0" highBandFreqParam="10000" highBandShapeParam="Bell" '
        'hpFreqParam="Off" outGainParam="-1.0" '
        'lowBandBypassParam="Off" midBandBypassParam="On" highBandBypassParam="Off" eqModelParam="British"'
    )
    logical = 'midBandGainParam="2.519999759674" midBandFreqParam="1537.835612" hpFreqParam="10"'
    state = build.juce_xml(f"<TDRVOSSlickEQ {shown}><logical {logical}/></TDRVOSSlickEQ>")
    found = values(Plugin("TDR VOS SlickEQ", "", "AU", "aufx/Td10/Tdrl"), state)
    assert band(found, 1) == {"shape": "low shelf", "frequency": 157.0, "gain": 0.0, "enabled": True}
    assert band(found, 2) == {"shape": "bell", "frequency": 1537.84, "gain": 2.52, "enabled": False}
    assert band(found, 4) == {"shape": "high pass", "frequency": 10.0, "enabled": False}
    assert (found["eq.output"], found["plugin.eqModelParam"]) == (-1.0, "British")
