"""A tiny vocabulary to compose REAPER files with."""

from __future__ import annotations

from collections.abc import Callable
from textwrap import dedent, indent

import pytest

from parsers.formats.reaper.read import read
from parsers.session import Session, Track

VOX = "{22222222-0000-4000-8000-000000000001}"
REVERB = "{22222222-0000-4000-8000-000000000002}"


def _block(text: str, width: int) -> str:
    return indent(dedent(text).strip("\n"), " " * width) + "\n" if text.strip() else ""


def _project(tracks: str = "", *, terms: str = "", after: str = "") -> bytes:
    return (
        '<REAPER_PROJECT 0.1 "6.80/win64" 1700000000\n'
        + _block(terms, 2)
        + _block(tracks, 2)
        + _block(after, 2)
        + ">\n"
    ).encode()


def _track(lines: str = "", *, id: str = VOX) -> str:
    return f"<TRACK {id}\n{_block(lines, 2)}>\n"


@pytest.fixture
def project() -> Callable[..., bytes]:
    """The bytes of a project: text of its tracks, `terms` before and `after` behind them."""
    return _project


@pytest.fixture
def track() -> Callable[..., str]:
    """The text of a track with these lines."""
    return _track


@pytest.fixture
def session_of() -> Callable[..., Session]:
    """The session of a project as `project` composes it."""
    return lambda tracks="", **parts: read(_project(tracks, **parts))


@pytest.fixture
def track_of() -> Callable[[str], Track]:
    """The only track of a project, by its lines."""
    return lambda lines: read(_project(_track(lines))).tracks[0]


@pytest.fixture
def song() -> bytes:
    """A small session with something of everything, composed for these tests."""
    return _project(
        f"""
        <TRACK {VOX}
          NAME "Lead Vox"
          PEAKCOL 16576
          AUTOMODE 0
          VOLPAN 0.70794578438414 -0.25 -1 -1 1
          MUTESOLO 0 0 0
          IPHASE 0
          ISBUS 0 0
          SEL 1
          REC 0 0 1 0 0 0 0 0
          NCHAN 2
          FX 1
          TRACKID {VOX}
          PERF 0
          MAINSEND 1 0
          HWOUT 2 0 0.5 0 0 0 0 -1:U -1
          <VOLENV2
            EGUID {{22222222-0000-4000-8000-0000000000E1}}
            ACT 1 -1
            VIS 1 1 1
            DEFSHAPE 0 -1 -1
            VOLTYPE 1
            PT 0 1 0
            PT 10 0.5 5 0 1 0 0 0.3
          >
          <FXCHAIN
            WNDRECT 24 52 655 408
            SHOW 0
            LASTSEL 0
            DOCKED 0
            BYPASS 0 0 0
            <JS loser/3BandEQ "tilt"
              0 200 -1.5 2000 0 0 - - - -
            >
            FLOATPOS 0 0 0 0
            FXID {{33333333-0000-4000-8000-000000000001}}
            <PARMENV 2:_Mid -24 24 0 "Mid / 3BandEQ"
              ACT 1 -1
              PT 0 -1.5 0
              PT 4 3 1
            >
            WAK 0 0
            BYPASS 1 0 0
            <VST "VST3: Big Room (Maker) (4->2ch)" "Big Room.vst3" 0 "" 77{{ABCDEF}} ""
              TQAAAO5e7f4CAAAAAQAAAAAAAAACAAAAAAAAAAIAAAABAAAAAAAAAAIAAAAAAAAABAAAAAEAAAAAABAA
              AQIDBA==
              AAAQAAAA
            >
            PRESETNAME "Big hall"
            FXID {{33333333-0000-4000-8000-000000000002}}
            WAK 0 0
          >
          <ITEM
            POSITION 1.5
            SNAPOFFS 0
            LENGTH 8
            LOOP 1
            ALLTAKES 0
            FADEIN 1 0.01 0 1 0 0 0
            FADEOUT 1 0.01 0.25 5 1 0 0
            MUTE 0 0
            SEL 0
            IGUID {{44444444-0000-4000-8000-000000000001}}
            IID 1
            NAME take1.wav
            VOLPAN 0.5 0 -1 -1
            SOFFS 2
            PLAYRATE 1 1 0 -1 0 0.0025
            CHANMODE 0
            GUID {{44444444-0000-4000-8000-0000000000A1}}
            <SOURCE WAVE
              FILE "Audio/take 1.wav"
            >
          >
          <ITEM
            POSITION 12
            LENGTH 4
            IGUID {{44444444-0000-4000-8000-000000000002}}
            NAME first.wav
            VOLPAN 0.5 0.1 1 -1
            GUID {{44444444-0000-4000-8000-0000000000B1}}
            <SOURCE WAVE
              FILE first.wav
            >
            TAKE SEL
            NAME second.mid
            TAKEVOLPAN -0.5 0.5 -1
            GUID {{44444444-0000-4000-8000-0000000000B2}}
            <SOURCE MIDI
              HASDATA 1 960 QN
              E 0 90 3c 40
              e 480 80 3c 00
              VELLANE -1 100 0
            >
            TAKE
            NAME third.wav
            <SOURCE FLAC
              FILE third.flac
            >
          >
        >
        <TRACK {REVERB}
          NAME Reverb
          VOLPAN 1 0 -1 -1 1
          MUTESOLO 0 0 0
          ISBUS 0 0
          TRACKID {REVERB}
          AUXRECV 0 3 0.25 0 0 0 0 0 0 -1:U 0 -1 ''
          <AUXVOLENV
            ACT 1 -1
            PT 0 0.25 0
          >
          AUXRECV 0 0 1 0.5 0 0 0 0 2 -1:U 31 -1 ''
          MAINSEND 1 0
        >
        """,
        terms="""
        <NOTES 0 2
          |Vocals too dark?
          ||bar
        >
        CURSOR 12.5
        RENDER_FILE ""
        RENDER_PATTERN $project
        SAMPLERATE 48000 1 0
        TEMPO 93.7 3 4
        PLAYRATE 1 0 0.25 4
        MASTERMUTESOLO 4
        MASTER_VOLUME 0.5 0 -1 -1 1
        MASTER_FX 1
        MASTERHWOUT 0 0 1 0 0 0 0 -1
        MARKER 1 0 Chorus 1 0 1 B {11111111-0000-4000-8000-000000000001}
        MARKER 1 12.5 "" 1 0 1 B
        MARKER 2 30 "the 'end'" 8 0 1 B
        """,
        after="""
        <EXTENSIONS
          <SWSAUTOCOLOR
            {00000000-0000-0000-0000-000000000000} 0 "" "" ""
          >
        >
        """,
    )
