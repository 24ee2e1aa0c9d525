"""In a session, the user's own parameter envelopes name what a plug-in's list leaves nameless."""

import base64

from parsers.plugins.wrapper import wrap
from parsers.registry import read_bytes, write


def chain(build, *envelopes):
    wrapped = wrap(build.dump(0.25, 0.5, 1.0), uid=1853045092)
    lines = [base64.b64encode(part).decode() for part in (wrapped.header, wrapped.state, wrapped.trailer)]
    head = 'BYPASS 0 0\n<VST "VST: Nobody Knows (Nobody)" x.dll 0 "" 1853045092 ""\n'
    tail = "".join(f"<PARMENV {envelope}\n  ACT 1 -1\n  PT 0 0.5 0\n>\n" for envelope in envelopes)
    return (head + "\n".join(lines) + "\n>\nFXID {A}\n" + tail).encode()


def only_insert(data):
    return read_bytes(data, path="x.rfxchain").every_track().__next__().inserts[0]


def test_an_envelope_names_the_place_that_it_drives(build):
    insert = only_insert(chain(build, "1:_Wet 0 1 0.5"))
    assert insert.parameters.keys() == {"plugin.parameter 0", "plugin.Wet", "plugin.parameter 2"}
    assert insert.parameters["plugin.Wet"].value == 0.5
    assert [envelope.target for envelope in insert.envelopes] == ["plugin.Wet"]


def test_an_envelope_without_a_name_drives_the_place(build):
    insert = only_insert(chain(build, "1 0 1 0.5"))
    assert [envelope.target for envelope in insert.envelopes] == ["plugin.parameter 1"]
    assert "plugin.parameter 1" in insert.parameters


def test_a_chain_with_such_names_is_written_back_byte_for_byte(build):
    data = chain(build, "1:_Wet 0 1 0.5", '2:2 0 1 0.5 "Dry / Nobody Knows"')
    session = read_bytes(data, path="x.rfxchain")
    assert write(session, base=data) == data
    assert only_insert(write(session)).parameters == only_insert(data).parameters
