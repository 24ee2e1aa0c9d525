"""Makers whose states share a layout: what is sure comes out in standard terms, the rest under its own name."""

import struct

import pytest

from parsers.plugins.decoders import decoder_for, read
from parsers.plugins.naming import place_term
from parsers.session import Plugin

KOTELNIKOV = Plugin("TDR Kotelnikov GE", "Tokyo Dawn Labs", "VST3", "912019501")


def values(plugin, state):
    reading = read(plugin, state)
    assert reading.coverage == "decoded", reading.trouble
    return {term: value.value for term, value in reading.parameters.items()}


def test_kotelnikov_tells_a_compressor(build):
    shown = (
        'thresholdParam="-29.4" ratioParam="2.0" attackParam="6.0" makeUpParam="2.9" keyHPFrequencyParam="150" '
        'releasePeakParam="80" grDispScaleParam="2" modeParam="Stereo"'
    )
    logical = 'thresholdParam="-29.399999976158142" ratioParam="2" attackParam="5.9999991" makeUpParam="2.9000000953"'
    xml = f'<TDRKotelnikovGE {shown}><logical {logical}/><A _Active_="1"/><info owner="x"/></TDRKotelnikovGE>'
    found = values(KOTELNIKOV, build.vst3(build.vstw(build.fxb(build.juce_xml(xml)))))
    assert found == {
        "compressor.threshold": -29.4, "compressor.ratio": 2.0, "compressor.attack": 6.0, "compressor.makeup": 2.9,
        "compressor.detector_hpf": 150.0, "plugin.releasePeakParam": 80.0, "plugin.modeParam": "Stereo",
    }  # fmt: skip


VINTAGE = Plugin("ValhallaVintageVerb", "Valhalla DSP, LLC", "VST3", "1361804350")


def test_a_reverb_tells_times_and_frequencies_where_its_ranges_are_proved(build):
    stored = (
        'presetName="Default" Mix="0.52" PreDelay="0.25" Decay="0.3" BassMult="0.6230387687683105" '
        'ModRate="0.24545456" BassXover="0.3810649514198303" '
        'HighCut="0.5905388593673706" LowCut="0.0" mixLock="0" uiWidth="936"'
    )
    state = build.vst3(build.vstw(build.fxb(build.juce_xml(f"<ValhallaVintageVerb {stored}/>"))))
    assert values(VINTAGE, state) == {
        "plugin.Mix": 0.52, "plugin.PreDelay": 20.0, "plugin.Decay": 1.4223, "plugin.BassMult": 1.5,
        "plugin.ModRate": 2.53, "plugin.BassXover": 300.0, "plugin.HighCut": 8000.0, "plugin.LowCut": 0.0,
    }  # fmt: skip
    assert read(VINTAGE, state).parameters["plugin.Decay"].unit == "s"


def test_a_reverb_without_bends_is_straight(build):
    xml = '<ValhallaRoom decay="0.01901901885867119" HighCut="0.5302013158798218" type="0.0833333358168602"/>'
    found = values(Plugin("ValhallaRoom", "", "VST2", "1919905645"), build.juce_xml(xml))
    assert found == {"plugin.decay": 2.0, "plugin.HighCut": 8000.0, "plugin.type": 0.0833333}


@pytest.mark.parametrize("stored", ["1.01", "-0.1", "loud"])
def test_a_reverb_out_of_its_range_is_broken(build, stored):
    state = build.juce_xml(f'<ValhallaSupermassive Mix="0.5" ModRate="{stored}"/>')
    assert read(Plugin("ValhallaSupermassive", "", "VST3", "588216008"), state).trouble


def test_smasher_tells_a_compressor():
    plugin = Plugin("WaveSabre - Smasher", "Logicoma", "VST2", "1399681896")
    found = values(plugin, struct.pack("<7fi", 1.0, 0.75, 0.5, 0.5, 0.5, 0.2, 0.25, 32))
    assert found == {
        "compressor.detector": "side-chain", "compressor.threshold": -18.0, "compressor.ratio": 6.5,
        "compressor.attack": 250.2, "compressor.release": 201.0, "compressor.makeup": -6.0, "plugin.InputGain": 0.75,
    }  # fmt: skip


def test_an_older_wavesabre_with_fewer_parameters_is_read_by_name():
    plugin = Plugin("WaveSabre - Scissor", "Logicoma", "VST2", "1399026546")
    assert values(plugin, struct.pack("<5fi", 0.3, 0.8, 0.0, 1.0, 0.0, 24)).keys() == {
        "plugin.Drive", "plugin.Threshold", "plugin.Foldover", "plugin.DryWet", "plugin.Type",
    }  # fmt: skip


@pytest.mark.parametrize(
    "state", [b"", bytes(28), struct.pack("<6fi", *[2.0] * 6, 28), struct.pack("<6fi", *[0.5] * 6, 24)]
)
def test_a_wavesabre_of_another_length_or_range_is_broken(state):
    assert read(Plugin("", "", "VST2", "1399026546"), state).trouble


def package(client, slots, *, current=0, common=""):
    sections = "".join(
        f'<section id="Slot{number}">'
        + "".join(f'<entry id="{k}" type="float64" value="{v}"/>' for k, v in slot.items())
        + "</section>"
        for number, slot in enumerate(slots)
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?><package version="1.0"><archives>'
        f'<archive client_id="{client}" version="2">'
        f'<section id="Common"><entry id="Current slot" type="uint32" value="{current}"/>{common}</section>'
        f"{sections}</archive></archives></package>"
    )


TAPE = Plugin("Virtual Tape Machines", "Slate Digital", "VST3", "45732640")


def test_only_the_slot_that_sounds_is_read_of_slate():
    slots = [{"Bias": 0.5, "Preset name": "Default"}, {"Bias": 0.75, "Preset name": "Mine"}]
    assert values(TAPE, package("VTMs-state", slots).encode()) == {"plugin.Bias": 0.5}
    assert values(TAPE, package("VTMs-state", slots, current=1).encode()) == {"plugin.Bias": 0.75}


def test_a_linked_trim_is_one_control():
    linked = [{"Input Gain": 0.3, "Output Gain": 0.7, "In Out Link": 1}]
    assert "plugin.Output Gain" not in values(TAPE, package("VTMs-state", linked).encode())
    free = [{"Input Gain": 0.3, "Output Gain": 0.7, "In Out Link": 0}]
    assert values(TAPE, package("VTMs-state", free).encode())["plugin.Output Gain"] == 0.7


def test_a_rack_goes_by_place_and_module_and_not_by_order():
    module = package(
        "FGNP-state", [{"Preset name": "x"}], common='<entry id="Bell 2 Gain" type="float64" value="0.4"/>'
    )
    escaped = module.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")
    entries = [f'<entry id="SlotA" type="string" value="{escaped}"/>', '<entry id="SlotB" type="string" value=""/>']

    def rack(entries):
        return (
            '<package version="1.0"><archives><archive client_id="VMXR-modules-state" version="1"><section id="Slot0">'
            + "".join(entries)
            + '</section></archive><archive client_id="VMXR-state" version="1"><section id="Common">'
            '<entry id="Current slot" value="0"/></section><section id="Slot0">'
            '<entry id="SlotAModuleName" value="FG-N"/><entry id="SlotBModuleName" value=""/>'
            '<entry id="SlotAModule" value="1449350000"/></section></archive></archives></package>'
        ).encode()

    plugin = Plugin("Virtual Mix Rack", "Slate Digital", "VST2", "1447909458")
    assert values(plugin, rack(entries)) == {
        "plugin.SlotA/FGNP/Bell 2 Gain": 0.4, "plugin.SlotAModuleName": "FG-N", "plugin.SlotBModuleName": "",
    }  # fmt: skip
    assert read(plugin, rack(entries)).meaning == read(plugin, rack(entries[::-1])).meaning


def test_fgx_tells_the_set_that_sounds(build):
    attributes = 'FGComp_Ratio0="0.2" FGComp_Ratio1="0.9" FGLevel_Gain0="0.5" FGLevel_Gain1="0.6" uiWidth="7"'
    plugin = Plugin("Slate Digital FG-X", "Slate Digital", "VST2", "1179069784")
    for current, ratio in ((0, 0.2), (1, 0.9)):
        state = build.juce_xml(f'<FGXSETTINGS {attributes} CURRENT_PARAM_SET="{current}"/>')
        assert values(plugin, state)["plugin.FGComp_Ratio"] == ratio
    assert read(plugin, build.juce_xml(f"<FGXSETTINGS {attributes}/>")).trouble


def test_softube_tape_is_a_list():
    plugin = Plugin("Tape", "Softube", "VST3", "1563913648")
    vector = bytes.fromhex("390000000100000000" + "00000000d7a3303f0000003f") + bytes(44) + bytes(8)
    found = values(plugin, vector)
    assert [found[place_term(place)] for place in range(3)] == [0.0, 0.69, 0.5]
    assert read(plugin, vector[:-1]).trouble


def nadir(address, scrap, gain=0.35):
    head = struct.pack("<Q", address) + b"www.igniteamps.com".ljust(24, b"\0")
    numbers = struct.pack("<19f", gain, *[0.5] * 18)
    return head + numbers + scrap + b"E:\\IR\\one.wav".ljust(260, b"\0") + b"E:\\IR\\two.wav".ljust(260, b"\0")


def test_nadirs_memory_does_not_count():
    plugin = Plugin("NadIR v1.0.2", "Ignite Amps", "VST2", "1313098066")
    assert read(plugin, nadir(1, b"/WW1")).meaning == read(plugin, nadir(2, b"fQ67")).meaning
    assert read(plugin, nadir(1, b"/WW1")).meaning != read(plugin, nadir(1, b"/WW1", gain=0.4)).meaning
    assert values(plugin, nadir(1, b"/WW1"))["plugin.impulse response 2"] == "E:\\IR\\two.wav"


def test_fabfilter_dynamics_tell_what_is_sure(build):
    def state(count, **places):
        numbers = [0.0] * count
        for place, number in places.items():
            numbers[int(place[1:])] = number
        return build.vst3(build.fabfilter_preset(numbers))

    pro_c = values(
        Plugin("", "", "VST3", "1000537396"),
        state(46, p1=-20.9367, p3=18.0, p4=60.0, p21=6.643856, p25=9.9657843, p30=12.3),
    )
    assert (pro_c["compressor.threshold"], pro_c["compressor.knee"], pro_c["plugin.Range"]) == (-20.9367, 18.0, 60.0)
    assert values(Plugin("", "", "VST3", "2024995055"), state(34, p0=-31.02))["gate.threshold"] == -31.02
    pro_mb = values(Plugin("", "", "VST3", "1847376412"), state(151, p0=1.0, p1=4.9069, p3=14.873, p7=-6.0, p16=5.0,
        p17=14.0, **{
        f"p{start}": 2.0 for start in range(22, 132, 22)
    }))  # fmt: skip
    assert pro_mb["plugin.band 1 Low Crossover"] == pytest.approx(30.0, abs=0.01)
    assert pro_mb["plugin.band 1 Range"] == -6.0
    assert not any(term.startswith("plugin.band 2") for term in pro_mb)
    assert pro_c["plugin.Side Chain Low Frequency"] == 100.0


LIMITER = {"plugin.Gain": 3.0, "plugin.Style": "Modern", "plugin.Lookahead": 0.18, "limiter.ceiling": -1.5}


def test_a_limiter_says_the_same_as_vst2_and_as_vst3(build):
    shared = [0.40722, 0.387798, 0.375, 0.5]
    real = [3.0, 5.0, 0.18, *shared, *[0.0] * 11, -1.5, 1.0, *[0.0] * 11]
    shares = [0.1, 5 / 7, 0.036, *shared, *[0.0] * 11, 0.95, 1.0, *[0.0] * 11]
    one = values(Plugin("", "", "VST3", "1938458649"), build.vst3(build.fabfilter_preset(real)))
    other = values(Plugin("", "", "VST2", "1179398768"), build.dump(*shares))
    assert one == pytest.approx(other)
    assert {term: one[term] for term in LIMITER} == LIMITER
    assert one["plugin.Attack"] == pytest.approx(275.0, abs=0.1)
    assert not any(place_term(place) in one for place in range(20, 31))


def test_a_limiters_curve_is_in_the_unit_of_its_knob_only_where_it_is_in_the_states_numbers():
    term, read_point = decoder_for(Plugin("", "", "VST2", "1179398768")).automation(18, "")
    assert (term, read_point(0.5)) == ("limiter.ceiling", -15.0)
    assert decoder_for(Plugin("", "", "VST3", "1938458649")).automation(18, "")[0] == place_term(18)
    assert decoder_for(Plugin("", "", "VST3", "1938458649")).automation(4, "")[0] == "plugin.Release"


@pytest.mark.parametrize("change", [{1: 9.0}, {18: 500.0}, {2: float("nan")}])
def test_a_limiter_out_of_range_is_broken(build, change):
    numbers = [0.0] * 31
    for place, number in change.items():
        numbers[place] = number
    assert read(Plugin("", "", "VST3", "1938458649"), build.vst3(build.fabfilter_preset(numbers))).trouble


def reapitch(shift=0.5 + 1 / 48, voices=1):
    voice = struct.pack("<11f", 0, 1, shift, 0.5, 0.5, 0.75, 0.5, 0.5, 0.5, 1, 0.5)
    return struct.pack("<5i3f", 0, -1, voices, 44, 2, 0, 1.0, 0.0) + voice * voices


def test_reapitch_tells_semitones():
    plugin = Plugin("ReaPitch", "Cockos", "VST2", "1919250531")
    found = values(plugin, reapitch(voices=2))
    assert found["pitch.shift"] == 1.0
    assert found["plugin.voice 2 shift"] == 1.0
    assert found["plugin.voice 1 octaves"] == 1.0
    assert read(plugin, reapitch()[:-4]).trouble


def reaxcomp(*bands):
    body = b"".join(
        struct.pack("<5d4i", top, 1.0, 10 ** (threshold / 20), ratio, 0.0, 15, 150, 5, 17)
        for top, threshold, ratio in bands
    )
    return struct.pack("<2i", 56, len(bands)) + body + struct.pack("<2id", 1, 1, 1.0) + bytes(4)


def test_reaxcomp_tells_its_bands_under_its_own_names():
    plugin = Plugin("ReaXcomp", "Cockos", "VST2", "1919252579")
    found = values(plugin, reaxcomp((200.0, -12.0, 2.5), (24000.0, -5.0, 2.0)))
    assert (found["plugin.band 1 top"], found["plugin.band 1 threshold"], found["plugin.band 2 ratio"]) == (
        200.0,
        -12.0,
        2.0,
    )
    assert read(plugin, reaxcomp((5.0, -12.0, 2.5))).trouble


def test_reaverb_tells_wet_and_dry_and_its_modules():
    state = (
        struct.pack("<10f", -9.0, 0.2512, 1.0, 0, 1, 1, 0.5, 1, 1, 2)
        + b"VERBGEN\0"
        + struct.pack("<i6f", 24, *[0.5] * 6)
    )
    plugin = Plugin("ReaVerb", "Cockos", "VST2", "1919252066")
    found = values(plugin, state)
    assert found["reverb.mix"] == pytest.approx(-12.0, abs=0.01)
    assert found["plugin.modules"] == "VERBGEN"
    assert read(plugin, state[:-1]).trouble


def test_reafir_tells_the_points_of_its_curve():
    state = (
        struct.pack("<i2fif3i", 4764, -90, 24, 512, 1.0, 0, 0, 2) + struct.pack("<4f", 100, 0, 2000, -6.5) + bytes(16)
    )
    found = values(Plugin("ReaFir", "Cockos", "VST2", "1919247986"), state)
    assert (found["plugin.FFT size"], found["plugin.point 2 gain"]) == (512.0, -6.5)


def test_reasynth_tells_times_and_levels(build):
    found = values(
        Plugin("ReaSynth", "Cockos", "VST2", "1919251321"),
        build.dump(0.006, 0.0016, 0.25, 0, 0, 0.501187, 0.0667, 0, 0.5, 1.0, 1.0, 0.5, 0),
    )
    assert found["plugin.Attack"] == pytest.approx(3.0)
    assert found["plugin.Release"] == pytest.approx(8.0)
    assert found["plugin.Decay"] == pytest.approx(1000.5)
    assert found["plugin.Volume"] == pytest.approx(-6.0, abs=0.001)
    assert (found["plugin.Square mix"], found["plugin.Sustain"]) == (0.25, 0.0)


def control_midi(*, sorts=(9, 12, 1), slots=(16_383, 8192, 8192), path="C:\\Data\\GM.reabank", switch=1):
    def text(content):
        return struct.pack("<i", len(content) + 1) + content.encode() + b"\0"

    head = struct.pack("<4i3i3ii", -1, 0, 0, 0, *sorts, *slots, 0)
    middle = struct.pack("<16iB", 0, switch, *[0] * 14, 0)
    return head + text(path) + middle + text("Major") + text("102034050607") + b"\1" + struct.pack("<9i", *[0] * 9)


CONTROL_MIDI = Plugin("ReaControlMIDI", "Cockos", "VST2", "1919118692")


def test_control_midi_tells_its_controllers():
    found = values(CONTROL_MIDI, control_midi(sorts=(2, 34, 1), slots=(10_240, 16, 8192)))
    assert [found[f"plugin.slot {slot} controls"] for slot in (1, 2, 3)] == [
        "controller 0",
        "controller 32",
        "pitch wheel",
    ]
    assert (found["plugin.slot 1 value"], found["plugin.slot 3 value"]) == (80.0, 8192.0)
    assert (found["plugin.scale"], found["plugin.field 6"]) == ("Major", 1.0)


def test_where_control_midi_finds_its_banks_does_not_count():
    one, other = control_midi(), control_midi(path="/home/anna/GM.reabank")
    assert read(CONTROL_MIDI, one).meaning == read(CONTROL_MIDI, other).meaning
    assert read(CONTROL_MIDI, one).meaning != read(CONTROL_MIDI, control_midi(switch=0)).meaning


@pytest.mark.parametrize("state", [b"", control_midi()[:-1], control_midi() + b"x", control_midi(sorts=(500, 0, 0))])
def test_control_midi_of_another_layout_is_broken(state):
    assert "ReaControlMIDI" in read(CONTROL_MIDI, state).trouble
