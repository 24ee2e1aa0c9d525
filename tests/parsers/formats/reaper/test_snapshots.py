"""Mixer snapshots of the SWS extension."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from parsers.errors import UnwritableSessionError
from parsers.formats.reaper.read import read
from parsers.formats.reaper.write import write
from parsers.session import Session

VOX = "{22222222-0000-4000-8000-000000000001}"
REVERB = "{22222222-0000-4000-8000-000000000002}"
LOUD = f"""
<SWSSNAPSHOT "Loud vox" 2 1575 1700000000 "for the label"
  <TRACK {{00000000-0000-0000-0000-000000000000}} 0.5 0 0 0 1 3 0 -1 1 -1 1 -1 0 0 0
    NAME "" 0
  >
  <TRACK {VOX} 2 -0.25 1 2 1 3 0 6 1 -0.5 0.75 0.70794578438414 1 0 0
    NAME "Lead Vox" 1
    AUXSEND {REVERB} 3 0.25 0 0 0 0 0 0 -1:U 0 -1 ''
    <AUXVOLENV
      ACT 1 -1
      PT 0 0.25 0
    >
    HWOUT 2 0 0.5 0 0 0 0 -1:U -1
    <FXCHAIN
      SHOW 0
      BYPASS 1 0 0
      <JS loser/3BandEQ "tilt"
        0 200 -1.5 2000 0 0 - - - -
      >
      FXID {{33333333-0000-4000-8000-000000000001}}
      WAK 0 0
    >
    <VOLENV2
      ACT 1 -1
      PT 0 1 0
    >
  >
>
"""


def with_extensions(text: str, project: Callable[..., bytes], track: Callable[..., str]) -> bytes:
    return project(track("NAME Vox"), after=f"<EXTENSIONS\n{text}\n<SWSAUTOCOLOR\n>\n>")


@pytest.fixture
def data(project: Callable[..., bytes], track: Callable[..., str]) -> bytes:
    return with_extensions(LOUD, project, track)


@pytest.fixture
def session(data: bytes) -> Session:
    return read(data)


def test_a_snapshot_has_a_name_a_time_and_what_it_covers(session: Session) -> None:
    (snapshot,) = session.snapshots
    assert (snapshot.name, snapshot.number, snapshot.saved_at) == ("Loud vox", 2, 1.7e9)
    assert snapshot.notes == "for the label"
    assert snapshot.covers == ("volume", "pan", "mute", "sends", "inserts", "polarity")


def test_a_snapshot_holds_the_mix_of_its_tracks(session: Session) -> None:
    master, vox = session.snapshots[0].tracks
    assert (master.id, master.kind, master.gain_db) == ("master", "master", -6.0206)
    assert (vox.id, vox.name, vox.gain_db, vox.pan, vox.muted, vox.soloed) == (
        VOX,
        "Lead Vox",
        6.0206,
        -0.25,
        True,
        True,
    )
    assert (vox.pan_mode, vox.pan_left, vox.pan_right, vox.pan_law_db) == ("dual pan", -0.5, 0.75, -3.0)
    assert vox.polarity_inverted
    assert [envelope.target for envelope in vox.envelopes] == ["fader.gain"]


def test_a_snapshot_holds_sends_and_inserts(session: Session) -> None:
    vox = session.snapshots[0].tracks[1]
    verb, out = vox.sends
    assert (verb.to, verb.tap, verb.gain_db) == (REVERB, "pre_fader", -12.0412)
    assert [envelope.target for envelope in verb.envelopes] == ["send.gain"]
    assert out.to == "hardware:3/4"
    (insert,) = vox.inserts
    assert (insert.plugin.name, insert.label, insert.enabled) == ("loser/3BandEQ", "tilt", False)


def test_the_old_layout_is_read(project: Callable[..., bytes], track: Callable[..., str]) -> None:
    old = f'<SWSSNAPSHOT "A" 1 7 30000000 1000\n  TRACK {VOX} 0.5 0 0 0 1 3 0\n  NAME "Vox"\n  FX "x" 0.5 0.25\n>'
    (snapshot,) = read(with_extensions(old, project, track)).snapshots
    assert snapshot.tracks[0].gain_db == -6.0206
    assert (snapshot.tracks[0].name, snapshot.tracks[0].width) == ("Vox", 1.0)
    assert snapshot.saved_at == round((30000000 * 2**32 + 1000) / 1e7) - 11_644_473_600


def test_snapshots_are_written_back(data: bytes, session: Session) -> None:
    assert write(session, base=data) == data
    assert read(write(session)) == session


def test_a_snapshot_is_removed_or_carried_into_another_session(data: bytes, session: Session) -> None:
    without = replace(session, snapshots=())
    assert read(write(without, base=data)).snapshots == ()
    bare = replace(without, extra=tuple(entry for entry in session.extra if not entry.startswith("<EXTENSIONS")))
    assert read(write(replace(bare, snapshots=session.snapshots))).snapshots == session.snapshots


def test_a_snapshot_that_was_changed_cannot_be_written(data: bytes, session: Session) -> None:
    renamed = replace(session.snapshots[0], name="Quiet vox")
    with pytest.raises(UnwritableSessionError):
        write(replace(session, snapshots=(renamed,)), base=data)


def test_a_damaged_snapshot_spoils_nothing_else(project: Callable[..., bytes], track: Callable[..., str]) -> None:
    damaged = (
        f'<SWSSNAPSHOT "A" 1 7 5 ""\n<TRACK {VOX} 1 0\n<FXCHAIN\n<VST "VST: A" a.dll 0 ""\n<JS x ""\n>\n>\n>\n>\n>'
    )
    data = with_extensions(damaged, project, track)
    session = read(data)
    assert session.snapshots == ()
    assert any("snapshot" in warning for warning in session.warnings)
    assert write(session, base=data) == data
