"""Asking installed plug-ins: a fake one that answers, crashes and hangs as it is told; and a real one where it is."""

from __future__ import annotations

import base64
import importlib.util
import struct
from collections.abc import Callable
from pathlib import Path

import pytest

from parsers.plugins.errors import BrokenStateError
from parsers.plugins.teaching.errors import TeachingError
from parsers.plugins.teaching.places import FieldPlace
from parsers.plugins.wrapper import wrap
from profiler.service import host, host_child, hosting
from profiler.service.host_child import HostError, Shown
from profiler.service.pipeline import Pipeline
from profiler.service.reports import Progress
from profiler.service.workers import Limits

OpenStore = Callable[..., Pipeline]
START = 1_700_000_000
UID = 1_853_045_092
FAKE = '''
"""A plug-in whose state is ``gain;word``; some words are orders."""
import os, struct, time

class One:
    is_automatable = True
    def __init__(self, name, string_value, label): self.name, self.string_value, self.label = name, string_value, label

class VST3Plugin:
    @staticmethod
    def get_plugin_names_for_file(path): return ["Nobody Knows"]

def _component(preset):
    entries = preset[struct.unpack_from("<Q", preset, 40)[0] + 8:]
    at, size = struct.unpack_from("<QQ", entries, 4)
    return preset[at:at + size]

class Plugin:
    def __init__(self): self._data = _whole(b"0.0;plain")
    @property
    def preset_data(self): return self._data
    @preset_data.setter
    def preset_data(self, preset):
        word = _component(preset).decode().partition(";")[2]
        if word == "crash": os.kill(os.getpid(), 11)
        if word == "hang": time.sleep(3600)
        if word == "refuse": raise RuntimeError("no")
        if word != "deaf": self._data = preset
    @property
    def _parameters(self):
        gain, _, word = _component(self._data).decode().partition(";")
        return [One("Gain", gain, "dB"), One("Mode", word, ""), One("MIDI CC 0|1", "0", ""), One(" ", "1", "")]

def _whole(component):
    entries = struct.pack("<4sQQ4sQQ", b"Comp", 48, len(component), b"Cont", 48 + len(component), 0)
    return b"VST3" + struct.pack("<I", 1) + b"A" * 32 + struct.pack("<Q", 48 + len(component)) + component \\
        + b"List" + struct.pack("<I", 2) + entries

def load_plugin(path, plugin_name=None, initialization_timeout=10.0): return Plugin()
'''


@pytest.fixture
def fake(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A path at which the fake plug-in is installed."""
    folder = tmp_path / "fake"
    folder.mkdir()
    (folder / "pedalboard.py").write_text(FAKE)
    (folder / "Nobody Knows.vst3").mkdir()
    monkeypatch.syspath_prepend(str(folder))
    return str(folder / "Nobody Knows.vst3")


def state(gain: float, word: str = "plain") -> bytes:
    component = f"{gain};{word}".encode()
    return struct.pack("<ii", len(component), 1) + component + struct.pack("<ii", 0, 0)


def answered(path: str, *states: bytes, name: str = "Nobody Knows") -> host.Answers:
    return host.ask(path, name, {str(number): one for number, one in enumerate(states)})


def test_a_plug_in_tells_its_knobs_with_units_and_words(fake: str):
    found = answered(fake, state(-3.5, "warm")).shown["0"]
    assert {term: (value.value, value.unit, value.confidence) for term, value in found.items()} == {
        "plugin.Gain": (-3.5, "dB", "host"),
        "plugin.Mode": ("warm", "", "host"),
    }


def test_a_state_that_crashes_or_is_not_taken_loses_itself_alone(fake: str):
    found = answered(fake, state(1.0), state(2.0, "crash"), state(3.0, "refuse"), state(4.0, "deaf"), state(5.0))
    assert {name: shown["plugin.Gain"].value for name, shown in found.shown.items()} == {"0": 1.0, "4": 5.0}
    assert "crashed" in found.failed["1"]
    assert "does not take" in found.failed["2"]
    assert "keeps the settings it had" in found.failed["3"]


def test_a_state_that_holds_what_the_plug_in_starts_with_is_proved_by_another(fake: str):
    assert answered(fake, state(0.0), state(1.0)).shown["0"]["plugin.Gain"].value == 0.0
    alone = answered(fake, state(0.0))
    assert alone.shown == {}
    assert "the same as without the state" in alone.failed["0"]


def test_a_state_at_which_the_plug_in_hangs_is_given_up(fake: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(host, "_LIMITS", Limits(2.0, 4_000_000_000))
    found = answered(fake, state(1.0, "hang"), state(2.0))
    assert list(found.failed) == ["0"]
    assert found.shown["1"]["plugin.Gain"].value == 2.0


def test_after_failures_alone_no_more_is_tried(fake: str):
    found = answered(fake, *(state(float(number), "refuse") for number in range(9)))
    assert len(found.failed) == 5


def test_a_file_that_holds_another_plug_in_is_not_asked(fake: str):
    (why,) = set(answered(fake, state(1.0), name="Somebody Else").failed.values())
    assert "holds Nobody Knows, not Somebody Else" in why


def test_without_the_extra_it_is_said_how_to_get_it(fake: str, monkeypatch: pytest.MonkeyPatch):
    with pytest.raises(HostError, match="VST3"):
        host.check(fake + "x")
    monkeypatch.setattr(host, "find_spec", lambda _: None)
    with pytest.raises(HostError, match="extra") as refusal:
        host.check(fake)
    assert "pip install 'mixtaste[host]'" in refusal.value.remedy


@pytest.mark.parametrize(
    ("told", "value", "unit"),
    [
        (("Freq", "1.20 kHz", ""), 1200.0, "Hz"), (("Freq", "1200", "Hz"), 1200.0, "Hz"),
        (("Time", "0.5", "s"), 500.0, "ms"), (("Mode", "Warm", ""), "Warm", ""),
        (("Mix", "50 %", "%"), 0.5, "share"), (("Level", "-inf", "dB"), float("-inf"), "dB"),
        (("Odd", "1,200 Hz", ""), "1,200 Hz", ""), (("Empty", "", ""), "", ""), (("Turns", "3", ""), 3.0, ""),
    ],
)  # fmt: skip
def test_what_is_shown_becomes_a_number_with_its_unit_or_stays_text(
    told: tuple[str, str, str], value: object, unit: str
):
    (found,) = host._values([Shown(*told)]).values()
    assert (found.value, found.unit) == (value, unit)


# Through the whole walk


def write_song(folder: Path, states: list[bytes]) -> list[Path]:
    folder.mkdir(parents=True, exist_ok=True)
    guid, paths = "{AAAAAAAA-0000-4000-8000-000000000001}", []
    for day, one in enumerate(states):
        wrapped = wrap(one, uid=UID)
        chunk = [base64.b64encode(part).decode() for part in (wrapped.header, wrapped.state, wrapped.trailer)]
        lines = [f'<REAPER_PROJECT 0.1 "6.80/win64" {START + day * 86_400}', "TEMPO 97 4 4", f"<TRACK {guid}"]
        lines += ['NAME "Lead Vox"', "VOLPAN 1 0 -1 -1 1", "NCHAN 2", "FX 1", f"TRACKID {guid}", "<FXCHAIN"]
        lines += ["BYPASS 0 0 0", f'<VST "VST3: Nobody Knows (Nobody)" x.vst3 0 "" {UID}{{{"0" * 32}}} ""', *chunk, ">"]
        path = folder / f"Ash v{day + 1}.rpp"
        path.write_text("\n".join([*lines, "FXID {BBBB}", ">", ">", ">", ""]), encoding="utf-8")
        paths.append(path)
    return paths


def told(pipeline: Pipeline) -> list[tuple[str, object, object, str]]:
    return [(one.move.term, one.move.before, one.move.after, one.move.unit) for one in pipeline.moves("Ash")]


def test_what_a_plug_in_shows_reaches_old_saves_stays_and_can_be_taken_back(
    tmp_path: Path, open_store: OpenStore, fake: str
):
    paths = write_song(tmp_path / "archive", [state(0.0), state(-1.5), state(-1.5, "warm"), state(9.0, "crash")])
    pipeline = open_store()
    user = pipeline.user().id
    pipeline.learn([str(tmp_path / "archive")], user=user)
    assert {term for term, *_ in told(pipeline)} == {"insert.state"}
    for path in paths:
        path.unlink()
    asked = pipeline.plugins.ask_installed(user, "nobody knows", path=fake)
    assert (asked.states, asked.read, sum(asked.failed.values())) == (4, 3, 1)
    named = [("plugin.Gain", 0.0, -1.5, "dB"), ("plugin.Mode", "plain", "warm", "")]
    assert told(pipeline)[:2] == named
    assert told(pipeline)[2][0] == "insert.state"  # the state of which nothing is known still changed
    pipeline.rebuild()
    assert told(pipeline)[:2] == named
    assert pipeline.plugins.forget_installed("Nobody Knows") == 3
    assert {term for term, *_ in told(pipeline)} == {"insert.state"}


def test_what_a_plug_in_shows_can_be_taught_a_standard_term(tmp_path: Path, open_store: OpenStore, fake: str):
    levels = (-30.0, -18.5, -4.0)
    write_song(tmp_path / "archive", [state(level) for level in levels])
    pipeline = open_store()
    user = pipeline.user().id
    pipeline.learn([str(tmp_path / "archive")], user=user)
    pipeline.plugins.ask_installed(user, "Nobody Knows", path=fake)
    shown = [f"{level} dB" for level in levels]
    taught = pipeline.plugins.teach(user, "Nobody Knows", term="compressor.threshold", shown=shown)
    assert taught.place == FieldPlace("plugin.Gain")
    assert told(pipeline) == [
        ("compressor.threshold", -30.0, -18.5, "dB"),
        ("compressor.threshold", -18.5, -4.0, "dB"),
    ]


def test_states_that_are_known_are_not_asked_about_again(tmp_path: Path, open_store: OpenStore, fake: str):
    write_song(tmp_path / "archive", [state(0.0), state(-1.5)])
    pipeline = open_store()
    user = pipeline.user().id
    pipeline.learn([str(tmp_path / "archive")], user=user)
    assert pipeline.plugins.ask_installed(user, "Nobody Knows", path=fake).read == 2
    assert pipeline.plugins.ask_installed(user, "Nobody Knows", path=fake).states == 0


def test_what_was_shown_before_an_interruption_is_kept(
    tmp_path: Path, open_store: OpenStore, fake: str, monkeypatch: pytest.MonkeyPatch
):
    write_song(tmp_path / "archive", [state(float(number)) for number in range(1, 8)])
    monkeypatch.setattr(hosting, "_AT_ONCE", 3)
    pipeline = open_store()
    user = pipeline.user().id
    pipeline.learn([str(tmp_path / "archive")], user=user)

    def interrupt(progress: Progress) -> None:
        if progress.done == 5:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        pipeline.plugins.ask_installed(user, "Nobody Knows", path=fake, progress=interrupt)
    asked = pipeline.plugins.ask_installed(user, "Nobody Knows", path=fake)
    assert (asked.states, asked.read) == (4, 4)
    assert len(told(pipeline)) == 6


def test_a_plug_in_that_cannot_be_asked_changes_nothing(tmp_path: Path, open_store: OpenStore, fake: str):
    write_song(tmp_path / "archive", [state(0.0, "refuse"), state(1.0, "refuse")])
    pipeline = open_store()
    user = pipeline.user().id
    pipeline.learn([str(tmp_path / "archive")], user=user)
    with pytest.raises(HostError, match="does not take"):
        pipeline.plugins.ask_installed(user, "Nobody Knows", path=fake)
    with pytest.raises(HostError, match="not known where"):
        pipeline.plugins.ask_installed(user, "Nobody Knows")
    with pytest.raises(TeachingError):
        pipeline.plugins.ask_installed(user, "Kontakt", path=fake)


# A real plug-in

REAL = Path("/usr/lib/vst3/ZamEQ2.vst3")
has_real = importlib.util.find_spec("pedalboard") is not None and REAL.exists()


@pytest.mark.skipif(not has_real, reason="the extra `host` or the plug-in ZamEQ2 is not installed")
def test_a_real_plug_in_shows_what_its_state_holds():
    def with_(text: bytes) -> bytes:
        component = b"__dpf_program__\x000\x00__dpf_parameters_begin__\x00" + text + b"__dpf_parameters_end__\x00\xfe"
        return struct.pack("<ii", len(component), 1) + component + struct.pack("<ii", 0, 0)

    texts = (b"boost1\x00-7.25\x00f1\x001234.5\x00", b"boost1\x003\x00f1\x00500\x00", b"boost1\x000\x00f1\x00500\x00")
    found = host.ask(str(REAL), "ZamEQ2", {name: with_(text) for name, text in zip("abc", texts, strict=True)})
    assert found.failed == {}
    assert [round(float(found.shown[name]["plugin.Boost/Cut 1"].value), 3) for name in "abc"] == [-7.25, 3.0, 0.0]
    assert found.shown["a"]["plugin.Frequency 1"].value == 1234.5
    assert found.shown["a"]["plugin.Frequency 1"].unit == "Hz"


def test_halves_of_a_state_are_told_apart_and_a_preset_is_left_whole():
    assert host._halves(state(1.0)) == (b"1.0;plain", b"")
    assert host._halves(b"VST3 whatever") == (b"VST3 whatever", b"")
    with pytest.raises(BrokenStateError):
        host.split_vst3(b"short")
    assert host_child._preset(b"V" * 60, b"ab", b"c")[40:51] == struct.pack("<Q", 51) + b"abc"
