"""What is read of any state, what of it counts when two are compared, and who may name what has no name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.errors import UnwritableSessionError
from parsers.plugins.decoders import fields_of, meaning, read, rewritten
from parsers.plugins.masks import is_setting
from parsers.plugins.naming import named, named_by, term_of
from parsers.session import Plugin, Value
from parsers.vocabulary import band_of

UNKNOWN = Plugin("Something", "Somebody", "VST3", "1")


def values(state, plugin=UNKNOWN):
    return {term: value.value for term, value in read(plugin, state).parameters.items()}


def test_an_unknown_plugin_speaks_its_own_names_raw(build):
    reading = read(UNKNOWN, build.juce_xml('<Comp Mix="0.5" Mode="Warm" Bypass="0"/>'))
    assert reading.coverage == "named"
    assert reading.parameters == {
        "plugin.Mix": Value(0.5, "raw", "raw"),
        "plugin.Mode": Value("Warm", "", "raw"),
        "plugin.Bypass": Value(0.0, "raw", "raw"),
    }


def test_a_state_without_a_known_container_is_opaque_and_no_trouble():
    reading = read(UNKNOWN, b"\x01\x02\x03" * 40)
    assert (reading.coverage, reading.parameters, reading.trouble) == ("opaque", {}, "")
    assert reading.meaning == b"\x01\x02\x03" * 40
    assert len(reading.hash) == 32


def test_a_damaged_container_is_opaque_with_its_trouble(build):
    reading = read(UNKNOWN, build.juce_xml("<Comp/>")[:10])
    assert reading.coverage == "opaque"
    assert "JUCE" in reading.trouble


def test_a_known_plugin_with_another_layout_is_opaque_with_its_trouble(build):
    reading = read(Plugin("Pro-Q 3", "FabFilter", "VST3", "756089518"), build.vst3(build.fabfilter([0.5] * 20)))
    assert reading.coverage == "opaque"
    assert "Pro-Q 3" in reading.trouble


NOISE = {
    "window": ('<X A="1" uiWidth="900"/>', '<X A="1" uiWidth="75891"/>'),
    "undo": ('<X A="1"><undo><step v="1"/></undo></X>', '<X A="1"><undo><step v="2"/><step v="3"/></undo></X>'),
    "preset name": ('<X A="1" presetName="Init"/>', '<X A="1" presetName="Mine"/>'),
    "tempo": ('<X A="1" delayTempo="120"/>', '<X A="1" delayTempo="93.7"/>'),
    "id": ('<X A="1" GUID="a1"/>', '<X A="1" GUID="b2"/>'),
    "version": ('<X A="1" pluginVersion="1.2.0"/>', '<X A="1" pluginVersion="1.3.0"/>'),
    "order": ('<X A="1" B="2"/>', '<X B="2" A="1"/>'),
    "last digit": ('<X A="0.65833336114883423"/>', '<X A="0.65833339095115662"/>'),
    "meter": ('<X A="1"><Meters peak="3"/></X>', '<X A="1"><Meters peak="5"/></X>'),
}


@pytest.mark.parametrize("what", NOISE)
def test_what_is_not_heard_does_not_count(build, what):
    one, other = (build.juce_xml(xml) for xml in NOISE[what])
    assert meaning(UNKNOWN, one) == meaning(UNKNOWN, other)
    assert values(one)["plugin.A"] == values(other)["plugin.A"]


def test_garbage_behind_the_settings_does_not_count(build):
    assert meaning(UNKNOWN, build.waves("1 2", garbage=b"p[I\xb3")) == meaning(UNKNOWN, build.waves("1 2"))
    assert meaning(UNKNOWN, build.juce_xml("<X A='1'/>", b"\0h")) == meaning(UNKNOWN, build.juce_xml("<X A='1'/>"))
    assert meaning(UNKNOWN, build.guitar_rig()) == meaning(UNKNOWN, build.guitar_rig(time="now", uuid="other"))
    assert meaning(UNKNOWN, build.waves("1 2", b="3 4")) == meaning(UNKNOWN, build.waves("1 2", b="5 6"))


def test_what_is_heard_counts(build):
    assert meaning(UNKNOWN, build.waves("1 2")) != meaning(UNKNOWN, build.waves("1 3"))
    assert meaning(UNKNOWN, build.juce_xml('<X A="1"/>')) != meaning(UNKNOWN, build.juce_xml('<X A="1.01"/>'))
    assert meaning(UNKNOWN, build.guitar_rig(gain=0.5)) != meaning(UNKNOWN, build.guitar_rig(gain=0.51))


def test_text_too_long_to_show_counts_without_being_shown():
    one, other = (f"WIDGET = X;\rPRESET =0101{'S4]HFQ' * 40}{end};\r".encode() for end in "ab")
    assert values(one) == values(other)
    assert meaning(UNKNOWN, one) != meaning(UNKNOWN, other)


def test_native_instruments_fresh_ids_do_not_count():
    def state(fresh):
        return b"hsin" + bytes(8) + fresh * 16 + b"settings"

    assert meaning(UNKNOWN, state(b"a")) == meaning(UNKNOWN, state(b"b"))


@pytest.mark.parametrize(
    "path",
    ["parameters/Attack", "Parameter Threshold", "perimeter", "tempoSync", "windowSize", "daw state/Fader_bank",
     "NoiseReduction", "Color", "MicPosition", "Undertone", "Guide", "time", "Delay/TimeB", "#Depth", "Selection"],
)  # fmt: skip
def test_settings_whose_names_only_look_like_noise_count(path):
    assert is_setting(path, 1.0)


@pytest.mark.parametrize(
    "path",
    ["uiWidth", "undo/x", "editorSize", "Editor/Zoom", "presetPathProp", "selectedSection", "meters/left", "A/UUID"],
)
def test_fields_of_the_screen_do_not_count(path):
    assert not is_setting(path, 1.0)


def test_a_plugins_own_name_never_looks_like_a_band():
    assert band_of(term_of("Osc.1.Level")) is None
    assert term_of("a\x1b[31mb\n") == "plugin.a␛[31mb␊"


def test_nothing_is_written_into_what_is_only_read(build):
    with pytest.raises(UnwritableSessionError):
        rewritten(UNKNOWN, build.juce_xml('<X A="1"/>'), {"plugin.A": Value(2.0, "raw", "raw")})


def test_fields_for_teaching_are_masked_and_flat(build):
    assert fields_of(UNKNOWN, build.juce_xml('<X A="1" uiWidth="3"><B id="c" value="on"/></X>')) == {
        "plugin.A": 1.0,
        "plugin.c": "on",
    }


def test_envelopes_prove_names_of_places():
    names = named_by(
        [("11", "_Wet", ""), ("3", "_x", "1: Shift (full range) / ReaPitch"), ("4", "4", ""), ("5", "wet", "")]
    )
    assert names == {11: "Wet", 3: "1: Shift (full range)"}
    places = {f"plugin.parameter {place}": Value(0.5, "raw", "raw") for place in (3, 4, 11)}
    assert list(named(places, names)) == ["plugin.1: Shift (full range)", "plugin.parameter 4", "plugin.Wet"]


def test_a_name_that_is_taken_stays_with_its_owner():
    places = {"plugin.Wet": Value(1.0, "raw", "raw"), "plugin.parameter 0": Value(0.5, "raw", "raw")}
    assert named(places, {0: "Wet"}) == places


@given(st.binary(max_size=300), st.sampled_from(["VST2", "VST3", "AU", "CLAP", "JS", "LV2", "DX"]))
def test_any_state_of_any_format_is_read(state, format):
    reading = read(Plugin("", "", format, "x"), state)
    assert reading.coverage in ("named", "opaque")
    assert reading == read(Plugin("", "", format, "x"), state)
