"""Every container opens to the fields that were put into it, and strangers' bytes cost neither time nor memory."""

import json
import struct
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.plugins.containers.contents import Budget
from parsers.plugins.containers.opening import open_state
from parsers.plugins.errors import BrokenStateError


def fields(state):
    contents = open_state(state)
    return {} if contents is None else dict(contents.fields)


def test_a_dump_gives_its_numbers_by_the_hosts_index(build):
    assert fields(build.dump(0.5, 1.0, 0.0)) == {"parameter 0": 0.5, "parameter 1": 1.0, "parameter 2": 0.0}


def test_wrappers_are_taken_off_whatever_their_order(build):
    inner = build.juce_xml('<Comp Mix="0.5"/>')
    for wrapped in (inner, build.fxb(inner), build.fxp(inner), build.vst3(build.vstw(build.fxb(inner)), b"seen")):
        assert fields(wrapped) == {"Mix": 0.5}


def test_a_preset_that_is_a_list_gives_it(build):
    assert fields(build.fxp_list(0.25, 1.0)) == {"parameter 0": 0.25, "parameter 1": 1.0}


def test_a_juce_state_ends_where_it_says(build):
    assert fields(build.juce_xml('<X A="1"/>', b"\0h")) == fields(build.juce_xml('<X A="1"/>', b"\0\0JUCEPrivateData"))


def test_elements_go_by_id_or_name_and_their_value_is_theirs(build):
    xml = """<state><PARAM id="Attack" value="0.3"/><parameter name="wet" user_value="65.2"/>
    <Element Gain="1.5"/><Element Gain="2.5"/><Note>loud</Note></state>"""
    assert fields(build.juce_xml(xml)) == {
        "Attack": 0.3, "wet": 65.2, "Element/Gain": 1.5, "Element#2/Gain": 2.5, "Note": "loud",
    }  # fmt: skip


def test_a_document_in_a_value_is_read_into_its_path():
    inner = "&lt;rack&gt;&lt;entry id=&quot;Trim&quot; value=&quot;0.25&quot;/&gt;&lt;/rack&gt;"
    assert fields(f'<package><entry id="SlotA" value="{inner}"/></package>'.encode()) == {"SlotA/Trim": 0.25}


def test_what_is_nearly_xml_is_read_tag_by_tag():
    state = zlib.compress(
        b'<?xml version="1.0"?>\n<Msettings #="1" #depth="0.5" A="1" A="2"><sub B="x&amp;y"/></Msettings>'
    )
    assert fields(state) == {"#": 1.0, "#depth": 0.5, "A": 2.0, "sub/B": "x&y"}


def test_a_value_tree_gives_all_kinds_of_values(build):
    inner = build.tree("PARAM", {"id": "drive", "value": -12.5})
    state = build.tree("amp", {"mode": 3, "on": True, "name": "x", "blob": b"12345"}, [inner, inner])
    found = fields(state)
    assert found["mode"] == 3.0
    assert found["on"] is True
    assert (found["drive"], found["drive#2"]) == (-12.5, -12.5)
    assert len(str(found["blob"])) == 32


def test_fabfilter_gives_its_list_from_a_chunk_and_from_a_preset(build):
    wanted = {"parameter 0": 1.0, "parameter 1": 9.75}
    assert fields(build.fabfilter([1.0, 9.75])) == wanted
    assert fields(build.vst3(build.fabfilter_preset([1.0, 9.75]))) == wanted


def test_only_the_setup_that_sounds_is_read_of_waves(build):
    assert fields(build.waves("-3.5 * 80", "1 2 3")) == {"parameter 0": -3.5, "parameter 2": 80.0, "bypass": False}
    assert fields(build.waves("9 9", "1 2", active="SETUP_B"))["parameter 1"] == 2.0


def test_brainworx_gives_the_current_setup_by_code(build):
    assert fields(build.vst3(build.brainworx(Driv=0.25, Trsh=0.75))) == {"Driv": 0.25, "Trsh": 0.75}


def test_guitar_rig_goes_by_component_and_name_without_clocks_and_ids(build):
    assert fields(build.guitar_rig(gain=0.635803)) == {"Rack/Input Gain": 0.635803}


def test_an_audio_units_list_and_chunk_are_found(build):
    assert fields(build.plist(build.pairs({0: 1.0, 1: 22.25}))) == {"parameter 0": 1.0, "parameter 1": 22.25}
    xml = build.juce_xml('<X A="1"/>')
    assert fields(build.plist(build.pairs({0: 0.0}), jucePluginState=xml)) == {"A": 1.0}
    assert fields(
        build.plist(b"\1" * 16 + zlib.compress(json.dumps({"Mix": {"Type": "Float", "Value": 3.5}}).encode()))
    )


def test_json_is_flattened_with_lists_by_place_or_name():
    state = (
        b"\0\0" + json.dumps({"a": {"b": 1}, "l": [True, {"name": "n", "v": 0.1}, {"name": "n", "v": 0.2}]}).encode()
    )
    assert fields(state + b"\0") == {
        "a/b": 1.0,
        "l/0": True,
        "l/n/name": "n",
        "l/n/v": 0.1,
        "l/n#2/name": "n",
        "l/n#2/v": 0.2,
    }


def test_lines_of_text_go_by_section():
    text = b"#AM=ColourCopy\n#cm=Delay\nMix=50.00\nMode=wide\n#cm=LFO\nMix=1\n\n"
    contents = open_state(text + b"// Section for ugly compressed binary Data\nx=1\n")
    assert dict(contents.fields) == {"Delay/Mix": 50.0, "Delay/Mode": "wide", "LFO/Mix": 1.0}
    assert contents.root == "ColourCopy"


def test_synthmaster_gives_keys_on_its_fixed_point_scale(build):
    assert fields(build.synthmaster(mvlm=127.0, i1=1.0, mtun=64.0)) == {"s_mvlm": 127.0, "s_i1": 1.0, "s_mtun": 64.0}


def test_whole_numbers_keep_all_their_digits():
    assert fields(b'<a id="1398040001" mask="18364758544493064720" x="0.123456789"/>')["mask"] == "18364758544493064720"
    assert fields(b'<a><b p="1398040001" x="0.123456789"/></a>') == {"b/p": 1398040001.0, "b/x": 0.123457}


@pytest.mark.parametrize(
    "state",
    [
        bytes.fromhex("39000000010000000000000000d7a3303f0000003f") + bytes(44) + bytes(8),  # floats: no guess
        b"", b"\0" * 100, b"RIFF....WAVEfmt ", bytes(range(256)) * 8, b"hsin" + b"\1" * 400,
    ],
)  # fmt: skip
def test_what_no_container_holds_stays_closed(state):
    assert open_state(state) is None


BILLION_LAUGHS = b"""<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]><x v="&b;"/>"""


@pytest.mark.parametrize(
    "state",
    [
        BILLION_LAUGHS,
        b"VC2!" + struct.pack("<I", len(BILLION_LAUGHS)) + BILLION_LAUGHS,
        b'<!DOCTYPE x SYSTEM "file:///etc/passwd"><x a="1"/>',
        b"<a>" * 100 + b"x",
        b"<a>" * 100 + b"</a>" * 100,
        b'{"a":' * 100_000 + b"1" + b"}" * 100_000,
        b'{"a":' * 100 + b"1" + b"}" * 100,
        zlib.compress(b"\0" * (40 << 20)),
        zlib.compress(b'<a b="' + b" " * (20 << 20) + b'"/>'),
        b"CcnK\0\0\0\0FBCh" + b"\0" * 144 + b"\xff\xff\xff\xff",
        b"FFBS\1\0\0\0\xff\xff\xff\xff",
        b"VC2!\xff\xff\xff\xff<x/>",
        b"VC2!\4\0\0\0none",
        bytes.fromhex("efbeadde0df0adde0000c07f"),
        b"a\0\1\1b\0\1\5\1\0\0\0\0\4\xff\xff\xff\xff",
    ],
    ids=str,
)  # fmt: skip
def test_bombs_and_damage_are_refused(state):
    with pytest.raises(BrokenStateError):
        open_state(state)


def test_a_bomb_in_a_bomb_is_refused(build):
    state = build.juce_xml('<x a="1"/>')
    for _ in range(12):
        state = zlib.compress(build.fxb(state))
    with pytest.raises(BrokenStateError):
        open_state(state)


@pytest.mark.parametrize(
    "state",
    [b"<a>" + b'<b c="1" d="2"/>' * 40_000 + b"</a>", b'{"a":[' + b"0," * 60_000 + b"0]}", b"a=1\n" * 60_000],
    ids=["xml", "json", "lines"],
)
def test_more_fields_than_any_panel_has_are_refused(state):
    with pytest.raises(BrokenStateError):
        open_state(state)


def test_the_budget_is_spent_across_streams():
    budget = Budget()
    packed = zlib.compress(b'<a b="' + b"x" * (9 << 20) + b'"/>')
    assert open_state(packed, budget) is not None
    with pytest.raises(BrokenStateError):
        open_state(packed, budget)


@given(st.binary(max_size=600))
def test_any_bytes_open_or_are_refused(state):
    opens_or_is_refused(state)


HEADS = [
    b"VC2!",
    b"FFBS",
    b"FabF",
    b"CcnK",
    b"VstW",
    b"XPst",
    b"-in-",
    b"BXCk",
    b"{",
    b"<a",
    b"x\x9c",
    b"PARAM\0\1",
    b"mst1",
    bytes(12) + b"hsin",
]


@given(st.sampled_from(HEADS), st.binary(max_size=300))
def test_any_bytes_behind_a_magic_open_or_are_refused(head, rest):
    opens_or_is_refused(head + rest)


@given(st.data())
def test_damaged_states_open_or_are_refused(build, data):
    whole = data.draw(
        st.sampled_from(
            [
                build.vst3(build.vstw(build.fxb(build.juce_xml('<X A="1"><B id="c" value="2"/></X>')))),
                build.juce_parameters(drive=0.5, mode=3, on=True),
                build.vst3(build.fabfilter([0.5] * 20)),
                build.waves("1 2 3"),
                build.brainworx(Driv=0.5, Mixx=0.2),
                build.guitar_rig(),
                build.plist(build.pairs({0: 1.0})),
                build.synthmaster(mvlm=3.0),
                build.ni_effect([("I1", b"\0\0\0?"), ("S2", b"\1")], [("Main", ["Input", "Send"])]),
                b'{"a":{"b":[1,2,{"id":"x"}]}}',
                b"#cm=A\nB=1\nC=2\n",
            ]
        )
    )
    state = bytearray(whole)
    for _ in range(data.draw(st.integers(1, 5))):
        state[data.draw(st.integers(0, len(state) - 1))] = data.draw(st.integers(0, 255))
    opens_or_is_refused(bytes(state[: data.draw(st.integers(0, len(state)))]))


def opens_or_is_refused(state):
    try:
        contents = open_state(state)
    except BrokenStateError:
        return
    if contents is not None:
        for value in contents.fields.values():
            assert isinstance(value, float | str | bool)
            assert not isinstance(value, float) or abs(value) < 1e301
