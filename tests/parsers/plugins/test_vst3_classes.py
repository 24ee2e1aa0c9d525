import pytest

from parsers.plugins.decoders import decoder_for
from parsers.plugins.teaching.laws import Law
from parsers.plugins.teaching.places import FieldPlace
from parsers.plugins.teaching.teachings import Teaching, gathered, key_of
from parsers.plugins.vst3 import number_of
from parsers.session import Plugin


@pytest.mark.parametrize("uid", ["756089518", "{72C4DB717A4D459AB97E51745D84B39D}", "72C4DB717A4D459AB97E51745D84B39D"])
def test_a_vst3_is_the_same_plug_in_under_every_hosts_name_for_it(uid: str) -> None:
    assert decoder_for(Plugin("Pro-Q 3", "FabFilter", "VST3", uid)) is decoder_for(Plugin("", "", "VST3", "756089518"))
    assert decoder_for(Plugin("Pro-Q 3", "FabFilter", "VST3", uid)) is not None


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("{ABE43297EAF446BF91665857CC8E5C16}", "1563913648"),
        ("C3B68142C79846F282B73CABDF139076", "1847376412"),
        ("79f415e3c8e74807ad5da3cf7024f618", "1000537396"),
        ("756089518", "756089518"),
        ("", ""),
        ("{ABE4}", "{ABE4}"),
    ],
)
def test_a_class_has_the_number_that_reaper_gives_it(name: str, number: str) -> None:
    assert number_of(name) == number


def test_what_is_taught_under_one_hosts_name_is_known_under_the_others() -> None:
    reaper = Plugin("Tape", "Softube", "VST3", "1563913648")
    live = Plugin("Tape", "", "VST3", "{ABE43297EAF446BF91665857CC8E5C16}")
    assert key_of(reaper) == key_of(live)
    lesson = Teaching(("VST3", live.uid), "Tape", FieldPlace("plugin.parameter 1"), "plugin.Drive", "dB", Law("linear"))
    assert gathered([lesson])[key_of(reaper)][0].plugin == key_of(reaper)
