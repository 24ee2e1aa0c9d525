from __future__ import annotations

import base64
from collections.abc import Callable
from dataclasses import replace

import pytest

from parsers.formats.reaper.plugin_heads import head_line, read_head
from parsers.formats.reaper.read import read
from parsers.late import findings_of
from parsers.plugins import reaeq
from parsers.plugins.wrapper import wrap
from parsers.session import EnvelopePoint, Insert, Plugin, Session, Track, Value

Tracks = Callable[[str], Track]

BAND = {
    "eq.1.shape": Value("bell", "", "measured"),
    "eq.1.frequency": Value(400.0, "Hz", "measured"),
    "eq.1.gain": Value(-3.0, "dB", "measured"),
    "eq.1.q": Value(1.0, "", "measured"),
    "eq.1.enabled": Value(True, "", "measured"),  # noqa: FBT003 - a value
}


def chain(text: str) -> tuple[Insert, ...]:
    return read(text.encode()).tracks[0].inserts


def base64_lines(chunk: bytes) -> str:
    return "\n".join(base64.b64encode(chunk[place : place + 96]).decode() for place in range(0, len(chunk), 96))


@pytest.mark.parametrize(
    ("head", "plugin"),
    [
        (
            'VST "VST: ReaEQ (Cockos)" reaeq.dll 0 "" 1919247729<5653> ""',
            Plugin("ReaEQ", "Cockos", "VST2", "1919247729"),
        ),
        ('VST "VST3i: K (NI) (64 out)" k.vst3 0 "" 5{AB} ""', Plugin("K", "NI", "VST3", "5", instrument=True)),
        ('VST "VST: ReaFir (FFT EQ+Dynamics Processor) (Cockos)" x 0 "" 7 ""',
         Plugin("ReaFir (FFT EQ+Dynamics Processor)", "Cockos", "VST2", "7")),
        (
            'VST "VSTi: Helm (x86) (Matt Tytel) (mono)" x 0 "" 9',
            Plugin("Helm", "Matt Tytel", "VST2", "9", instrument=True),
        ),
        ('VST "VST: Old" old.dll 0 ""', Plugin("Old", "", "VST2", "")),
        ('JS loser/3BandEQ ""', Plugin("loser/3BandEQ", "", "JS", "loser/3BandEQ")),
        ('AU "AU: Gain (Airwindows)" "Airwindows: Gain" "" 1635083896 1886745191 1148479602',
         Plugin("Gain", "Airwindows", "AU", "aufx/purg/Dthr")),
        (
            'CLAP "CLAPi: Surge XT (Surge)" org.surge ""',
            Plugin("Surge XT", "Surge", "CLAP", "org.surge", instrument=True),
        ),
        ("CONTAINER Container LOW", Plugin("Container", "", "container", "Container")),
    ],
)  # fmt: skip
def test_a_head_names_the_plugin(head: str, plugin: Plugin) -> None:
    assert read_head(head).plugin == plugin


@pytest.mark.parametrize(
    "head",
    [
        'VST "VST: ReaEQ (Cockos)" reaeq.dll 0 "my eq" 1919247729<5653> ""',
        'VST "VST3i: K (NI) (64 out)" "k 7.vst3" 0 "" 5{AB} ""',
        'JS loser/3BandEQ ""',
        'AU "AU: Gain (Airwindows)" "Airwindows: Gain" "" 1635083896 1886745191 1148479602',
        "CONTAINER Container LOW",
    ],
)
def test_a_head_is_written_as_it_was_read(head: str) -> None:
    assert head_line(*read_head(head)) == f"<{head}"


def test_an_insert_holds_what_stands_before_and_behind_its_block() -> None:
    first, second = chain(
        'BYPASS 1 1 0\n<JS loser/3BandEQ "tilt"\n  0 200 -1.5 - -\n>\nPRESETNAME "Soft"\nFLOATPOS 0 0 0 0\n'
        'FXID {A}\nWET 0.5 0\n<COMMENT\n  aGFyc2g=\n>\nWAK 0 0\nBYPASS 0 0 0\n<JS loser/3BandEQ ""\n>\nFXID {B}\n'
    )
    assert (first.id, first.enabled, first.offline, first.wet, first.preset) == ("{A}", False, True, 0.5, "Soft")
    assert (first.label, first.comment, first.extra) == ("tilt", "harsh", ("FLOATPOS 0 0 0 0", "WAK 0 0"))
    assert [value.value for value in first.parameters.values()] == [0.0, 200.0, -1.5]
    assert (first.coverage, second.id, second.enabled) == ("named", "{B}", True)


def test_the_state_of_a_known_plugin_is_read_and_hashed_without_its_wrapper() -> None:
    state = reaeq.fresh(BAND)
    texts = []
    for preset in ("", "Vocal"):
        wrapped = wrap(state, uid=1919247729, preset=preset)
        parts = (wrapped.header, wrapped.state, wrapped.trailer)
        texts.append("\n".join(map(base64_lines, parts)))
    inserts = [
        chain(f'BYPASS 0 0\n<VST "VST: ReaEQ (Cockos)" reaeq.dll 0 "" 1919247729 ""\n{text}\n>\nFXID {{A}}\n')[0]
        for text in texts
    ]
    assert inserts[0].coverage == "decoded"
    assert inserts[0].parameters["eq.1.gain"] == Value(-3.0, "dB", "measured")
    assert inserts[0].state_hash == inserts[1].state_hash != ""
    assert inserts[0].chunk != inserts[1].chunk


def test_base64_may_run_on_without_regard_to_its_parts() -> None:
    chunk = wrap(reaeq.fresh(BAND), uid=1919247729).chunk
    head = 'BYPASS 0 0\n<VST "VST: ReaEQ (Cockos)" reaeq.dll 0 ""\n'
    insert = chain(f"{head}{base64_lines(chunk)}\n>\n")[0]
    assert (insert.plugin.uid, insert.chunk, insert.coverage) == ("1919247729", chunk, "decoded")


@pytest.mark.parametrize("line", ["AAA", "A*AA", "AA=A", "AAAA====", "ÄÄÄÄ"])
def test_damaged_base64_is_kept_as_text_and_told(line: str) -> None:
    session = read(f'BYPASS 0 0\n<VST "VST: Old (X)" old.dll 0 ""\n  {line}\n>\nFXID {{A}}\n'.encode())
    insert = session.tracks[0].inserts[0]
    assert (insert.chunk, insert.coverage) == (b"", "opaque")
    assert f"DATA\n{line}" in insert.extra
    assert session.warnings == ("line 2: the state of Old is damaged and stays unread",)


def test_a_state_that_a_decoder_refuses_is_opaque() -> None:
    text = base64_lines(wrap(b"\x07" * 40, uid=1919247729).chunk)
    session = read(f'BYPASS 0 0\n<VST "VST: ReaEQ (Cockos)" x 0 "" 1919247729 ""\n{text}\n>\n'.encode())
    insert = session.tracks[0].inserts[0]
    assert (insert.parameters, insert.coverage, len(insert.state_hash)) == ({}, "opaque", 32)
    assert "ReaEQ says" in session.warnings[0]


def test_pins_that_are_not_plain_are_told() -> None:
    wrapped = wrap(reaeq.fresh(BAND), uid=1919247729, inputs=4)
    odd = wrapped.chunk.replace((4).to_bytes(8, "little"), (1).to_bytes(8, "little"), 1)
    text = base64_lines(odd)
    assert (
        chain(f'BYPASS 0 0\n<VST "VST: ReaEQ (Cockos)" x 0 "" 1919247729 ""\n{text}\n>\n')[0].pins
        == "in 1,2,1,4 out 1,2"
    )


def test_containers_hold_inserts() -> None:
    text = (
        "BYPASS 0 0 0\n<CONTAINER Container LOW\n  CONTAINER_CFG 2 2 2 0\n  SHOW 0\n  BYPASS 0 0 0\n"
        '  <JS inner ""\n    1\n  >\n  FXID {B}\n>\nFXID {A}\nPARALLEL 2\n'
    )
    outer = chain(text)[0]
    assert (outer.id, outer.label, [inner.plugin.name for inner in outer.inserts]) == ("{A}", "LOW", ["inner"])
    assert outer.extra == ("CONTAINER/CONTAINER_CFG 2 2 2 0", "CONTAINER/SHOW 0", "PARALLEL 2")


def test_a_clap_state_is_the_bytes_of_its_own_block() -> None:
    pins = '  CFG 0 913 569 ""\n  <OUT_PINS\n    PIN 2\n  >\n'
    text = f'BYPASS 0 0\n<CLAP "CLAP: X (Y)" org.x ""\n{pins}  <STATE\n    AQID\n  >\n>\n'
    insert = chain(text)[0]
    assert (insert.plugin.uid, insert.chunk) == ("org.x", b"\1\2\3")
    assert insert.extra == ('CLAP/CFG 0 913 569 ""', "CLAP/<OUT_PINS\nPIN 2\n>")


def test_identical_plugins_without_id_are_told_apart_by_their_count() -> None:
    text = 'BYPASS 0 0\n<JS a ""\n>\nWAK 0\n' * 2
    assert [insert.id for insert in chain(text + 'BYPASS 0 0\n<JS b ""\n>\n')] == ["#a", "#a#2", "#b"]


def test_parameter_envelopes_speak_in_terms_where_a_decoder_knows_them() -> None:
    lines = "  ACT 1 -1\n  PT 0 0.5 0\n>\n"
    head = 'BYPASS 0 0\n<VST "VST: ReaComp (Cockos)" x 0 "" 1919247213 ""\n>\nFXID {A}\n'
    insert = chain(
        f'{head}<PARMENV 0:_Thresh 0 2 1 "Thresh / ReaComp"\n{lines}'
        f"<PARMENV :wet 0 1 1\n{lines}<PARMENV 990 0 1 0.5\n{lines}"
    )[0]
    threshold, wet, other = insert.envelopes
    assert (threshold.target, threshold.points[0].value) == ("compressor.threshold", -6.0206)
    assert threshold.extra[0] == 'PARMENV 0:_Thresh 0 2 1 "Thresh / ReaComp"'
    assert (wet.target, other.target) == ("insert.wet", "plugin.parameter 990")
    assert other.points == (EnvelopePoint(0.0, 0.5, "linear"),)


def test_input_chains_are_apart_from_the_track_s_own(track_of: Tracks) -> None:
    track = track_of('<FXCHAIN_REC\n  SHOW 0\n  BYPASS 0 0\n  <JS tuner ""\n  >\n>')
    assert track.inserts == ()
    assert [insert.plugin.name for insert in track.input_inserts] == ["tuner"]
    assert track.extra == ("FXCHAIN_REC/SHOW 0",)


def test_an_old_chain_with_spaces_in_names_is_read(session_of: Callable[..., Session]) -> None:
    block = '<DX "DX: Wave Arts TrackPlug"\n      AAAA\n    >\n'
    text = f"<TRACK {{A}}\n  <FXCHAIN\n    BYPASS 0 0\n    {block}    WAK 0\n  >\n>\n"
    plugin = session_of(text).tracks[0].inserts[0].plugin
    assert (plugin.name, plugin.format) == ("Wave Arts TrackPlug", "DX")


def test_a_chunk_is_decoded_when_it_is_asked_for() -> None:
    text = base64_lines(wrap(b"\x07" * 40, uid=99).chunk)
    first, second = (chain(f'BYPASS 0 0\n<VST "VST: Odd (X)" odd.dll 0 "" 99\n{text}\n>\n')[0] for _ in range(2))
    assert set(findings_of(first)) == {"chunk", "parameters", "state_hash", "coverage"}
    assert first == second
    assert first.chunk == wrap(b"\x07" * 40, uid=99).chunk
    assert first != replace(second, chunk=b"")
