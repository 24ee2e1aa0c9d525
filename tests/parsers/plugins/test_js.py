"""JSFX: sliders by the names of REAPER's own scripts, of the user's script, or by number."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.errors import UnwritableSessionError
from parsers.plugins.decoders import decoder_for, read
from parsers.plugins.errors import BrokenStateError
from parsers.plugins.js import JsReader, installed, own_sliders, sliders_of
from parsers.session import Plugin, Value
from parsers.vocabulary import describe

LIMITER = b"-5.000000 200.000000 100.000000 0.000000 250.000000 -0.100000 3.271000 " + b"- " * 57


def script(path):
    return Plugin(path, "", "JS", path)


def test_a_script_that_reaper_installs_is_known_by_its_path_in_any_case():
    found = read(script("LOSER/masterLimiter"), LIMITER).parameters
    assert found["limiter.threshold"] == Value(-5.0, "dB", "published")
    assert found["limiter.ceiling"] == Value(-0.1, "dB", "published")
    assert found["plugin.Look Ahead"] == Value(200.0, "us", "raw")


def test_a_read_out_that_the_script_writes_back_does_not_count():
    other = LIMITER.replace(b"3.271000", b"0.000000")
    assert read(script("loser/masterLimiter"), LIMITER).meaning == read(script("loser/masterLimiter"), other).meaning


def test_the_spelling_of_numbers_does_not_count():
    assert read(script("x"), b"6.000000 - 1").meaning == read(script("x"), b"6 - 1.0").meaning


def test_an_unknown_script_goes_by_number():
    assert read(script("my/own"), b"1.5 - 0.25").parameters == {
        "plugin.slider 1": Value(1.5, "", "raw"),
        "plugin.slider 3": Value(0.25, "", "raw"),
    }


def test_units_become_those_of_the_term():
    found = read(script("sstillwell/1175"), b"-20 2 3 150 250 80").parameters
    assert found["compressor.attack"] == Value(0.15, "ms", "published")
    assert found["compressor.mix"] == Value(0.8, "share", "published")
    assert found["plugin.Ratio"].value == 2.0


def test_a_name_that_occurs_twice_keeps_both_values():
    found = read(script("loser/3BandEQ"), b"1 200 2 2000 3 0").parameters
    assert found["plugin.Frequency"].value == 200.0
    assert found["plugin.Frequency#2"].value == 2000.0


def test_a_slider_that_chooses_a_file_holds_its_name():
    found = read(script("guitar/amp-model"), b'"Dumble ODS clean" -12.0 1').parameters
    assert found["plugin.Model"].value == "Dumble ODS clean"
    assert found["plugin.Preamp"].value == -12.0


def test_written_values_are_read_back_and_the_rest_stays():
    decoder = decoder_for(script("loser/masterLimiter"))
    written = decoder.encode(LIMITER, {"limiter.threshold": Value(-6.5, "dB", "published")})
    assert written == LIMITER.replace(b"-5.000000", b"-6.5")
    assert decoder.encode(LIMITER, decoder.decode(LIMITER)) == LIMITER
    with pytest.raises(UnwritableSessionError):
        decoder.encode(LIMITER, {"limiter.attack": Value(1.0, "ms", "published")})


def test_an_unknown_scripts_sliders_are_written_by_number():
    decoder = decoder_for(script("my/own"))
    assert decoder.encode(b"1.5 - 2\nmore", {"plugin.slider 3": Value(4.0, "", "raw")}) == b"1.5 - 4\nmore"


def test_envelopes_of_sliders_speak_in_terms():
    term, convert = decoder_for(script("loser/masterLimiter")).automation(4, "")
    assert (term, convert(250.0)) == ("limiter.release", 250.0)
    assert decoder_for(script("my/own")).automation(0, "") is None


SOURCE = """desc:Mine
slider1:-6<-60,12,0.1>Threshold (dB)
slider2:mode=0<0,2,1{Clean,Warm,Hot}>-Mode
slider4:0<-30,0>Gain Reduction (dB)
  slider3:50<0,100,1>Mix (%) // how much
@init
slider9:1<0,1>late
"""


def test_a_users_own_script_tells_names_ranges_units_and_choices():
    one, two, three, four = sliders_of(SOURCE)
    assert (one.name, one.unit, one.lowest, one.highest) == ("Threshold", "dB", -60.0, 12.0)
    assert (two.name, two.choices) == ("Mode", ("Clean", "Warm", "Hot"))
    assert (three.name, three.unit) == ("Mix", "%")
    assert four.readout
    reader = JsReader(sliders_of(SOURCE))
    assert {term: value.value for term, value in reader.decode(b"-12 1 30 -3.5").items()} == {
        "plugin.Threshold": -12.0, "plugin.Mode": "Warm", "plugin.Mix": 30.0,
    }  # fmt: skip
    assert reader.encode(b"-12 1 30 -3.5", {"plugin.Mode": Value("Hot", "", "raw")}) == b"-12 2 30 -3.5"


def test_a_header_may_choose_files_name_variables_and_hold_anything():
    source = (
        "slider1:file=/impulses:none:Impulse\nslider2:x=1<0,1e999:log,nan>a.b=Odd\nslider3:0<0,1>\x1b[31mRed\n"
        "slider4:0<0,70000{" + "a," * 70_000 + ">Many\nslider999:0<0,1>Beyond\nslider5:1\nslider6:0<0,1>" + "x" * 500
    )
    one, two, three, four, six = sliders_of(source)
    assert (one.name, one.lowest) == ("Impulse", None)
    assert (two.name, two.lowest, two.highest, two.term) == ("a.b=Odd", 0.0, None, "")
    assert three.name.isprintable()
    assert len(four.choices) == 512
    assert (six.number, len(six.name)) == (6, 120)


@pytest.mark.parametrize(
    ("said", "name", "unit"),
    [
        ("Delay(ms)", "Delay", "ms"), ("Fade [ms]", "Fade", "ms"), ("Glide (s)", "Glide", "s"),
        ("Tap(s)", "Tap(s)", ""),
        ("Tune (semitones)", "Tune", "st"), ("Mix (Osc)", "Mix (Osc)", ""), ("<?printf(x)?>Fade", "Fade", ""),
    ],
)  # fmt: skip
def test_units_stand_in_brackets_behind_a_name(said: str, name: str, unit: str):
    (slider,) = sliders_of(f"slider1:0<0,1>{said}")
    assert (slider.name, slider.unit) == (name, unit)


def test_the_users_copy_of_a_script_that_reaper_installs_keeps_the_terms_of_what_it_still_has():
    source = "slider1:-5<-60,0>Threshold (dB)\nslider5:250<0,500>Hold (ms)\n"
    one, five = own_sliders("LOSER/MasterLimiter", source)
    assert (one.term, one.lowest) == ("limiter.threshold", -60.0)
    assert (five.term, five.name) == ("", "Hold")


def test_every_installed_script_has_sound_names():
    from parsers.plugins.js import _table

    assert len(_table()) > 200
    for path in _table():
        sliders = installed(path)
        assert sliders, path
        for slider in sliders:
            assert slider.name, path
            assert not slider.term or describe(slider.term).family != "plugin", slider


@given(st.text(max_size=300))
def test_any_text_is_a_script_with_sliders_or_none(source):
    for slider in sliders_of("slider1:" + source):
        assert slider.number == 1


@given(st.binary(max_size=200))
def test_any_bytes_are_a_line_of_sliders_or_broken(state):
    decoder = decoder_for(script("loser/ddc"))
    try:
        values = decoder.decode(state)
    except BrokenStateError:
        return
    assert decoder.encode(state, values).split() == state.split()
