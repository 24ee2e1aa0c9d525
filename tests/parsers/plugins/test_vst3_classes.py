import pytest

from parsers.plugins.decoders import decoder_for
from parsers.session import Plugin


@pytest.mark.parametrize("uid", ["756089518", "{72C4DB717A4D459AB97E51745D84B39D}", "72C4DB717A4D459AB97E51745D84B39D"])
def test_a_vst3_is_the_same_plug_in_under_every_hosts_name_for_it(uid: str) -> None:
    assert decoder_for(Plugin("Pro-Q 3", "FabFilter", "VST3", uid)) is decoder_for(Plugin("", "", "VST3", "756089518"))
    assert decoder_for(Plugin("Pro-Q 3", "FabFilter", "VST3", uid)) is not None
