"""The table of formats says what the program says, and each format carries what is said of it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from parsers.formats.ableton import minimal as live
from parsers.formats.ardour import minimal as ardour
from parsers.formats.dawproject import minimal as dawproject
from parsers.registry import CARRIED, Format, formats, read_bytes
from parsers.session import Session

ROOT = Path(__file__).parents[3]
PAGES = ("README.md", "docs/formats.md")


def rows(page: str) -> list[list[str]]:
    """The table whose first column is the format."""
    text = (ROOT / page).read_text(encoding="utf-8")
    table = text[text.index("| format |") :].partition("\n\n")[0]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in table.splitlines()]


@pytest.mark.parametrize("page", PAGES)
def test_the_table_has_a_column_for_everything_that_may_be_carried(page: str) -> None:
    assert rows(page)[0] == ["format", "files", *CARRIED]


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("known", formats(), ids=lambda known: known.name)
def test_the_table_says_of_each_format_what_its_registry_says(known: Format, page: str) -> None:
    row = next(row for row in rows(page) if row[0] == known.label)
    assert row[1].split() == [f"`{suffix}`" for suffix in (*known.suffixes, *known.bundles, *known.presets)]
    assert {name for name, cell in zip(CARRIED, row[2:], strict=True) if cell == "yes"} == known.carries
    assert known.carries <= set(CARRIED)


def carried(session: Session) -> set[str]:
    """What of a mix a session tells."""
    tracks = session.tracks
    inserts = [insert for track in tracks for insert in track.inserts]
    clips = [clip for track in tracks for clip in track.clips]
    told = {
        "tracks": len(tracks) > 0,
        "faders": any(track.gain_db for track in tracks),
        "pan": any(track.pan for track in tracks),
        "mutes": any(track.muted for track in tracks),
        "sends": any(track.sends for track in tracks),
        "inserts": bool(inserts),
        "parameters": any(insert.parameters for insert in inserts),
        "clips": bool(clips),
        "clip gain": any(clip.gain_db for clip in clips),
        "fades": any(clip.fade_in_s for clip in clips),
        "automation": any(track.envelopes for track in tracks),
        "tempo": any(point.bpm != 120 for point in session.tempo_map),
        "markers": bool(session.markers),
    }
    return {name for name, is_told in told.items() if is_told}


def full_live_set() -> bytes:
    clip = (
        '<AudioClip Time="4"><CurrentStart Value="4"/><CurrentEnd Value="8"/><SampleVolume Value="0.5"/>'
        '<IsWarped Value="false"/><Fade Value="true"/><Fades><FadeInLength Value="0.5"/></Fades></AudioClip>'
    )
    vox = live.Strip(
        "Vox",
        volume=live.Control(0.5, [(0, 1.0), (4, 0.5)]),
        pan=-0.5,
        on=False,
        sends=[0.5],
        devices=[live.Device("Eq8", {"GlobalGain": 1.0})],
        clips=clip,
    )
    mark = '<Locators><Locators><Locator Id="0"><Time Value="8"/><Name Value="Chorus"/></Locator></Locators></Locators>'
    return live.live_set([vox, live.Strip("Room", kind="ReturnTrack", id=2)], bpm=93.0, text=mark)


def full_ardour_session() -> bytes:
    vox = ardour.Route(
        "Vox",
        gain=ardour.Port(0.5, [(0, 1.0), (1, 0.5)]),
        azimuth=0.25,
        muted=True,
        processors=[ardour.Processor("EQ", "urn:ardour:a-eq", ports={"g1": 3.0}), ardour.Send(2)],
        regions=[ardour.Region("take", gain=0.5, fade_in=0.1)],
    )
    mark = '<Locations><Location name="Chorus" start="a282240000" flags="IsMark"/></Locations>'
    return ardour.session([vox, ardour.Route("Room", id=2)], bpm=93.0, text=mark)


def full_dawproject() -> bytes:
    vox = dawproject.Strip(
        "Vox",
        volume=0.5,
        pan=0.25,
        muted=True,
        sends={"Room": 0.5},
        devices='<Limiter deviceName="L"><Threshold unit="decibel" value="-3"/></Limiter>',
        clips='<Clip time="0" duration="4" fadeInTime="1"><Audio><File path="a.wav"/></Audio></Clip>',
        curve=[(0, 1.0), (4, 0.5)],
    )
    mark = '<Markers timeUnit="beats"><Marker time="8" name="Chorus"/></Markers>'
    return dawproject.project([vox, dawproject.Strip("Room")], bpm=93.0, text=mark)


@pytest.mark.parametrize(
    ("name", "path", "make"),
    [
        ("ableton", "a.als", full_live_set),
        ("ardour", "a.ardour", full_ardour_session),
        ("dawproject", "a.dawproject", full_dawproject),
    ],
)
def test_a_file_of_the_format_carries_exactly_what_is_said(name: str, path: str, make: Callable[[], bytes]) -> None:
    known = next(known for known in formats() if known.name == name)
    assert carried(read_bytes(make(), path=path)) == known.carries
