from __future__ import annotations

import json
import math

from parsers.session import (
    Clip,
    Envelope,
    EnvelopePoint,
    Insert,
    Marker,
    Plugin,
    Send,
    Session,
    SourceRef,
    TempoPoint,
    Track,
    Value,
)
from parsers.session_json import SCHEMA, scalar_to_json, spoken_parameters, to_json

EQ = {
    "eq.1.shape": Value("high pass", "", "measured"),
    "eq.1.frequency": Value(80.0, "Hz", "measured"),
    "eq.2.shape": Value("bell", "", "measured"),
    "eq.2.gain": Value(-math.inf, "dB", "measured"),
    "plugin.Drive": Value(0.5, "", "raw"),
}


def session() -> Session:
    insert = Insert(
        "{F}",
        Plugin("ReaEQ", "Cockos", "VST2", "1"),
        parameters=EQ,
        chunk=b"secret",
        state_hash="ab",
        coverage="decoded",
    )
    vox = Track(
        "{A}",
        "[/] \x1b[31m",
        gain_db=-math.inf,
        inserts=(Insert("{C}", Plugin("Container", "", "container", ""), inserts=(insert,)),),
        sends=(Send("s", "{B}", gain_db=-math.inf),),
        clips=(Clip("{I}", "take", 1.0, 2.0, SourceRef("audio", "a.wav"), gain_db=-math.inf, extra=("SEL 0",)),),
        envelopes=(Envelope("fader.gain", active=True, points=(EnvelopePoint(0.0, -math.inf, "linear"),)),),
    )
    return Session(
        format="reaper",
        app="REAPER",
        app_version="7",
        master=Track("master", "Master", "master"),
        tracks=(vox, Track("{B}", "Verb")),
        tempo_map=(TempoPoint(0.0, 120.0, 4, 4, ramp=False),),
        markers=(Marker(1.0, "Chorus", None),),
        extra=("CURSOR 1",),
        warnings=("line 3: odd",),
    )


def test_the_object_is_strict_json_of_its_schema() -> None:
    text = json.dumps(to_json(session()), allow_nan=False)
    again = json.loads(text)
    assert again["schema"] == SCHEMA == "mixtaste/session/1"
    assert {
        "format",
        "app",
        "app_version",
        "path",
        "saved_at",
        "sample_rate",
        "tempo_map",
        "markers",
        "tracks",
        "master",
    } <= set(again)
    assert again["warnings"] == ["line 3: odd"]


def test_a_closed_fader_is_the_word_for_it() -> None:
    track = to_json(session())["tracks"][0]
    assert (track["gain_db"], track["sends"][0]["gain_db"], track["clips"][0]["gain_db"]) == ("-inf", "-inf", "-inf")
    assert track["envelopes"][0]["points"][0]["value"] == "-inf"
    assert [scalar_to_json(value) for value in (math.inf, math.nan, 1.5, "x", True, None)] == [
        "inf",
        None,
        1.5,
        "x",
        True,
        None,
    ]


def test_neither_chunks_nor_lines_without_a_term_are_told() -> None:
    text = json.dumps(to_json(session()))
    assert "secret" not in text
    assert "SEL 0" not in text
    assert "CURSOR" not in text


def test_inserts_in_containers_are_told_in_their_place() -> None:
    inner = to_json(session())["tracks"][0]["inserts"][0]["inserts"][0]
    assert inner["plugin"] == {"name": "ReaEQ", "vendor": "Cockos", "format": "VST2", "uid": "1", "instrument": False}
    assert (inner["state_hash"], inner["coverage"]) == ("ab", "decoded")


def test_pass_bands_speak_as_filters() -> None:
    said = spoken_parameters(EQ)
    assert list(said) == ["hpf.shape", "hpf.frequency", "eq.2.shape", "eq.2.gain", "plugin.Drive"]
    assert said["hpf.frequency"].value == 80.0


def test_a_second_filter_of_one_kind_hides_nothing() -> None:
    parameters = {
        "eq.1.shape": Value("high pass", "", "measured"),
        "eq.1.frequency": Value(80.0, "Hz", "measured"),
        "eq.4.shape": Value("high pass", "", "measured"),
        "eq.4.frequency": Value(120.0, "Hz", "measured"),
    }
    said = spoken_parameters(parameters)
    assert (said["hpf.frequency"].value, said["eq.4.frequency"].value) == (80.0, 120.0)
    assert len(said) == len(parameters)
