"""Sessions made afresh by a real Ardour: every change that a script makes comes back as exactly that move.

Runs by `make test-ardour` (environment MIXTASTE_ARDOUR), where Debian's ``ardour`` is installed; skipped elsewhere.
"""

import glob
import os
import random
import shutil
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from parsers.registry import read_file
from parsers.session import Scalar
from profiler.history.moves import compare
from profiler.history.moves.equal import is_same
from profiler.history.patch import diff
from profiler.history.records import Move

LUA = next(iter(sorted(glob.glob("/usr/bin/ardour[0-9]*-lua"), reverse=True)), None) or shutil.which("ardour-lua")  # noqa: PTH207 - a pattern over one folder

pytestmark = pytest.mark.skipif(
    not (os.environ.get("MIXTASTE_ARDOUR") and LUA), reason="MIXTASTE_ARDOUR is not set, or Ardour is not installed"
)

HEAD = """
AudioEngine:set_backend("None (Dummy)", "", "")
s = create_session("{folder}", "Song", 48000); assert(s)
free = ARDOUR.PresentationInfo.max_order
s:new_audio_track(1, 2, nil, 2, "Vox", free, ARDOUR.TrackMode.Normal, true)
s:new_audio_route(2, 2, nil, 1, "Room", ARDOUR.PresentationInfo.Flag.AudioBus, free)
NG = PBD.GroupControlDisposition.NoGroup
v1, v2, room = s:route_by_name("Vox 1"), s:route_by_name("Vox 2"), s:route_by_name("Room")
function plug(route, uri, place)
  p = ARDOUR.LuaAPI.new_plugin(s, uri, ARDOUR.PluginType.LV2, "")
  assert(not p:isnil()); route:add_processor_by_index(p, place, nil, true); return p
end
function set(p, index, value) assert(ARDOUR.LuaAPI.set_processor_param(p, index, value)) end
function save(name) sleep(1); s:save_state(name, false, false, false, false, false) end
eq = plug(v1, "urn:ardour:a-eq", 0)
comp = plug(v1, "urn:ardour:a-comp#stereo", 1)
echo = plug(room, "urn:ardour:a-delay", 0)
v1:add_aux_send(room, v1:amp())
v1:nth_send(0):to_send():gain_control():set_value(0.25, NG)
save("m00")
"""


@dataclass
class Script:
    """Changes, each with the move that it is, saved one by one."""

    lines: list[str] = field(default_factory=list)
    moves: list[tuple[str, str, Scalar | None, Scalar | None] | None] = field(default_factory=list)

    def do(
        self, lua: str, term: str = "", track: str = "", ends: tuple[Scalar | None, Scalar | None] = (None, None)
    ) -> None:
        """One change; without a term: none at all."""
        self.moves.append((term, track, *ends) if term else None)
        self.lines.append(f'{lua}\nsave("m{len(self.moves):02}")')


def script(seed: int) -> Script:
    rng = random.Random(seed)
    told = Script()

    def level(low: float = -30.0, high: float = 6.0) -> float:
        return round(rng.uniform(low, high), 1)

    def gain(control: str, db: float) -> str:
        return f"{control}:set_value(10^({db}/20), NG)"

    first, second = level(), level()
    told.do("")
    told.do(gain("v1:gain_control()", first), "fader.gain", "Vox 1", (0.0, first))
    told.do(gain("v1:gain_control()", second), "fader.gain", "Vox 1", (first, second))
    told.do("v2:gain_control():set_value(0, NG)", "fader.gain", "Vox 2", (0.0, float("-inf")))
    azimuth = round(rng.uniform(0.05, 0.4), 2)
    told.do(f"v2:pan_azimuth_control():set_value({azimuth}, NG)", "pan.position", "Vox 2", (0.0, 2 * azimuth - 1))
    told.do("v2:mute_control():set_value(1, NG)", "mute", "Vox 2", (False, True))
    told.do("v2:mute_control():set_value(0, NG)", "mute", "Vox 2", (True, False))
    trim = level(-12, 12)
    told.do(gain("v1:trim_control()", trim), "trim.gain", "Vox 1", (0.0, trim))
    cut, corner = level(-12, -1), float(rng.randrange(200, 4000))
    told.do(f"set(eq, 6, {cut})", "eq.2.gain", "Vox 1", (0.0, cut))
    told.do(f"set(eq, 5, {corner})", "eq.2.frequency", "Vox 1", (1000.0, corner))
    told.do(f"set(eq, 1, {-cut})", "eq.5.gain", "Vox 1", (0.0, -cut))
    told.do("set(eq, 18, 0)", "eq.1.enabled", "Vox 1", (True, False))
    threshold, ratio = level(-40, -1), round(rng.uniform(1.5, 3.5), 1)
    told.do(f"set(comp, 4, {threshold})", "compressor.threshold", "Vox 1", (0.0, threshold))
    told.do(f"set(comp, 3, {ratio})", "compressor.ratio", "Vox 1", (4.0, ratio))
    told.do("comp:to_insert():deactivate()", "insert.enabled", "Vox 1", (True, False))
    told.do("comp:to_insert():activate()", "insert.enabled", "Vox 1", (False, True))
    send = level(-40, -1)
    told.do(gain("v1:nth_send(0):to_send():gain_control()", send), "send.gain", "Vox 1", (-12.0412, send))
    time, feedback = float(rng.randrange(200, 900)), float(rng.randrange(30, 60))
    told.do(f"set(echo, 2, {time})", "delay.time", "Room", (160.0, time))
    told.do(f"set(echo, 5, {feedback})", "delay.feedback", "Room", (-13.9794, decibels(feedback / 100)))
    told.do('plug(v2, "urn:ardour:a-reverb", 0)', "insert.added", "Vox 2", (None, "ACE Reverb"))
    curve = "c:alist():add(Temporal.timepos_t({}), {}, false, true)"
    points = "\n".join(curve.format(at * 48_000, value) for at, value in ((0, 0.35), (2, 0.1)))
    told.do(
        f"c = v1:gain_control(); c:set_automation_state(ARDOUR.AutoState.Play)\n{points}",
        "envelope.added",
        "Vox 1",
        (0.0, 2.0),
    )
    told.do('v2:set_name("Lead")', "track.renamed", "Lead", ("Vox 2", "Lead"))
    told.do("")
    return told


def decibels(amplitude: float) -> float:
    from parsers.plugins.scales import decibels as exactly

    return exactly(amplitude)


@pytest.fixture(scope="module", params=[1, 2])
def made(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Script]:
    """The folder of a fresh session with a snapshot after each change, and the changes."""
    folder = tmp_path_factory.mktemp("ardour") / "Song"
    told = script(request.param)
    text = HEAD.format(folder=folder) + "\n".join(told.lines) + "\nclose_session(); quit()\n"
    file = folder.parent / "make.lua"
    file.write_text(text, encoding="utf-8")
    assert LUA is not None
    run = subprocess.run(
        [LUA, str(file)], stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=300, check=False
    )
    last = folder / f"m{len(told.moves):02}.ardour"
    assert last.exists(), run.stdout[-2000:] + run.stderr[-2000:]
    return folder, told


def test_every_change_comes_back_as_exactly_that_move(made: tuple[Path, Script]) -> None:
    folder, told = made
    wrong = []
    for number, wanted in enumerate(told.moves, 1):
        before, after = (read_file(str(folder / f"m{place:02}.ardour")) for place in (number - 1, number))
        comparison = compare(before, after)
        if not fits(wanted, comparison.moves):
            wrong.append((number, wanted, [(move.term, move.before, move.after) for move in comparison.moves]))
        assert comparison.left_over(diff(before, after)) == ()
    assert wrong == []


def fits(wanted: tuple[str, str, Scalar | None, Scalar | None] | None, moves: tuple[Move, ...]) -> bool:
    if wanted is None:
        return not moves
    if len(moves) != 1:
        return False
    term, track, *ends = wanted
    (move,) = moves
    there = move.object.track is not None and move.object.track.name == track
    return move.term == term and there and all(map(same, ends, (move.before, move.after)))


def same(wanted: Scalar | None, said: Scalar | None) -> bool:
    if wanted is None or said is None:
        return wanted is said
    return is_same(wanted, said, "dB") or is_same(wanted, said, "")


def test_what_the_session_holds_at_the_end_is_what_the_script_set(made: tuple[Path, Script]) -> None:
    folder, told = made
    session = read_file(str(folder / f"m{len(told.moves):02}.ardour"))
    assert [track.name for track in session.tracks] == ["Vox 1", "Lead", "Room"]
    assert [insert.plugin.uid for insert in session.tracks[0].inserts] == [
        "urn:ardour:a-eq",
        "urn:ardour:a-comp#stereo",
    ]
    assert session.tracks[0].sends[0].to == session.tracks[2].id
    assert all(track.output == "master" for track in session.tracks)
    assert not session.warnings
