"""The traps of real REAPER archives, each as a pair of files: what differs and was no decision is never told."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from parsers.registry import read_bytes
from parsers.session import Session
from profiler.history.derive import history
from profiler.history.facts import facts_of
from profiler.history.moves import Comparison, compare
from profiler.history.songs import group

MASTER = "  MASTER_VOLUME 1 0 -1 -1 1"


def guid(number: int) -> str:
    return f"{{{number:08d}-0000-4000-8000-000000000000}}"


def track(number: int, name: str, *inside: str, volume: float = 1.0, pan: float = 0.0) -> str:
    own = [
        f"NAME {name}",
        f"VOLPAN {volume} {pan} -1 -1 1",
        "MUTESOLO 0 0 0",
        "NCHAN 2",
        "FX 1",
        f"TRACKID {guid(number)}",
    ]
    lines = [f"<TRACK {guid(number)}", *(f"  {line}" for line in [*own, "MAINSEND 1 0", *inside]), ">"]
    return "\n".join(f"  {line}" for line in lines)


def volume_curve(*points: str, active: int = 1) -> tuple[str, ...]:
    return ("AUTOMODE 1", "<VOLENV2", f"  ACT {active} -1", "  VOLTYPE 1", *(f"  PT {point}" for point in points), ">")


def receive(source: int, gain: float = 1.0, channels: str = "0 0") -> str:
    return f"AUXRECV {source} 0 {gain} 0 0 0 0 {channels} -1:U 0 -1 ''"


def project(*tracks: str, time: int = 1_700_000_000, head: Sequence[str] = (), version: str = "6.80/win64") -> str:
    return "\n".join([f'<REAPER_PROJECT 0.1 "{version}" {time}', "  TEMPO 97 4 4", *head, MASTER, *tracks, ">", ""])


def read(text: str) -> Session:
    return read_bytes(text.encode(), path="/a/Song/Song.rpp")


def told(before: str, after: str) -> Comparison:
    return compare(read(before), read(after))


def test_a_fader_parked_into_a_new_volume_envelope_is_the_envelope_alone():
    before = project(track(1, "Vox", volume=0.5))
    curve = ("AUTOMODE 0", *volume_curve("0 0.5 0", "10 0.4 0")[1:])
    after = project(track(1, "Vox", *curve, volume=1.0))
    found = told(before, after)
    assert [move.term for move in found.moves] == ["envelope.added"]
    assert any("the level went into a curve" in noise.reason for noise in found.noise)


@pytest.mark.parametrize("mode", [1, 2, 3, 4])
def test_a_control_that_shows_its_automations_value_at_the_playhead_was_not_moved(mode: int):
    curve = (f"AUTOMODE {mode}", *volume_curve("0 0.5 0", "10 1 0")[1:])
    found = told(project(track(1, "Vox", *curve, volume=0.5)), project(track(1, "Vox", *curve, volume=0.83)))
    assert found.moves == ()


def test_a_fader_that_trims_its_automation_was_moved():
    curve = ("AUTOMODE 0", *volume_curve("0 0.5 0", "10 1 0")[1:])
    found = told(project(track(1, "Vox", *curve, volume=1.0)), project(track(1, "Vox", *curve, volume=0.5)))
    assert [(move.term, move.automated) for move in found.moves] == [("fader.gain", True)]


def test_renumbered_sends_are_the_same_sends():
    before = project(track(1, "Vox"), track(2, "Gtr"), track(3, "Verb", receive(0, 0.5), receive(1, 0.25)))
    after = project(
        track(9, "New"), track(2, "Gtr"), track(1, "Vox"), track(3, "Verb", receive(1, 0.25), receive(2, 0.5))
    )
    terms = {move.term for move in told(before, after).moves}
    assert terms == {"track.added", "track.moved"}


def test_two_receives_from_one_source_are_two_sends():
    def mix(first: float, second: float) -> str:
        return project(track(1, "Kick"), track(2, "Bus", receive(0, first), receive(0, second, "0 2")))

    (move,) = told(mix(1.0, 0.5), mix(1.0, 0.25)).moves
    assert (move.term, move.object.send.channel) == ("send.gain", "3/4")
    assert move.after == pytest.approx(-12.04, abs=0.01)
    swapped = project(track(1, "Kick"), track(2, "Bus", receive(0, 0.5, "0 2"), receive(0, 1.0)))
    assert told(mix(1.0, 0.5), swapped).moves == ()


def songs_of(*files: tuple[str, str]) -> dict[str, int]:
    facts = [
        facts_of(read(text), text.encode(), content=f"{path} {n}", path=path, mtime=float(n), user="me")
        for n, (path, text) in enumerate(files)
    ]
    return {song.name: len(song.saves) for song in group(facts)}


def test_songs_that_share_track_ids_are_different_songs():
    tracks = [track(n, f"t{n}") for n in range(1, 6)]
    assert songs_of(
        ("/a/Low/Low.rpp", project(*tracks, time=1_700_000_000)),
        ("/a/High/High.rpp", project(*tracks[:4], track(8, "own"), time=1_700_100_000)),
    ) == {"Low": 1, "High": 1}


def test_the_same_save_in_other_line_ends_is_one_save():
    text = project(track(1, "Vox"))
    assert songs_of(("/a/Low/Low.rpp", text), ("/b/Low/Low.rpp", text.replace("\n", "\r\n"))) == {"Low": 1}
    assert told(text, text.replace("\n", "\r\n")).moves == ()


def test_a_plug_in_that_rewrites_its_state_at_every_save_is_no_move():
    def save(number: int) -> str:
        state = f"{number:04d}AAAA"
        chain = (
            "<FXCHAIN",
            "  BYPASS 0 0 0",
            '  <VST "VST: Restless (Nobody)" restless.dll 0 "" 1234567890<00000000000000000000000000000000> ""',
            f"    {state}",
            "  >",
            f"  FXID {guid(77)}",
            "  WAK 0 0",
            ">",
        )
        return project(track(1, "Vox", *chain), time=1_700_000_000 + number * 1000)

    saves = [save(number) for number in range(8)]
    facts = [
        facts_of(read(text), text.encode(), content=str(n), path="/a/Low/Low.rpp", mtime=float(n), user="me")
        for n, text in enumerate(saves)
    ]
    (song,) = group(facts)
    found = history(song, lambda content: read(saves[int(content)]))
    assert found.moves == ()
    assert sum("changed in 100%" in noise.reason for *_, noise in found.noise) == 7


def test_render_settings_say_that_a_bounce_was_made_and_nothing_else():
    before = project(track(1, "Vox"), head=["  RENDER_FILE old.wav"])
    after = project(track(1, "Vox"), head=["  RENDER_FILE mix3.wav", "  RENDER_FMT 0 2 48000"], time=1_700_000_500)
    found = told(before, after)
    assert found.moves == ()
    assert any("a bounce was set up or made" in noise.reason for noise in found.noise)


def test_view_selection_and_a_newer_application_make_no_moves():
    before = project(track(1, "Vox", "SEL 0", "TRACKHEIGHT 0 0 0 0 0 0"), head=["  CURSOR 3", "  ZOOM 100 0 0"])
    after = project(
        track(1, "Vox", "SEL 1", "TRACKHEIGHT 55 0 0 0 0 0 0", "LAYOUTS a b"),
        head=["  CURSOR 9", "  ZOOM 90 0 0", "  RENDER_TRIM 0 0 0 0"],
        version="7.02/win64",
        time=1_700_000_900,
    )
    assert told(before, after).moves == ()


def test_dragging_tracks_tells_the_fewest_that_moved_and_nothing_else():
    names = ["a", "b", "c", "d", "e"]
    before = project(*(track(n, name) for n, name in enumerate(names, 1)))
    after = project(*(track(names.index(name) + 1, name) for name in ["e", "a", "b", "c", "d"]))
    assert [(move.term, move.object.track.name) for move in told(before, after).moves] == [("track.moved", "e")]


def test_an_old_project_without_version_or_time_is_a_piece_of_work_and_a_template_none() -> None:
    texts = ("<REAPER_PROJECT 0.1\n  <TRACK\n  >\n>\n", "<TRACK\n>\n")
    facts = [facts_of(read(text), text.encode(), content="", path="/a/b", mtime=1.0, user="") for text in texts]
    assert [one.fragment for one in facts] == [False, True]
