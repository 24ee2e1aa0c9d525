from __future__ import annotations

import random
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.errors import BrokenSessionError, SessionError, SessionTooLargeError
from parsers.formats.reaper.read import read
from parsers.session import Session

HEAD = b'<REAPER_PROJECT 0.1 "6.80/win64" 1700000000\n'


@pytest.mark.parametrize(
    ("data", "line", "words"),
    [
        (b"", None, "empty"),
        (b" \r\n\n", None, "empty"),
        (b"MZ\x90\x00\x03", 1, "NUL byte"),
        (HEAD + b"  NAME \0\n>\n", 2, "NUL byte"),
        (b"RIFF, but text\n", 1, "no REAPER project"),
        (b'{"json": true}', 1, "no REAPER project"),
        (HEAD + b"<<<<<<< HEAD\n  A\n=======\n  B\n>>>>>>> x\n>\n", 2, "conflict"),
        (HEAD + b"  CURSOR 1\n", 3, "before its first track"),
        (HEAD + b"  <TRACK {A}\n    <ITEM\n      POSITION 1\n  >\n  <TRACK {B}\n  >\n>\n", 6, "TRACK"),
        (HEAD + b"  <TRACK {A}\n    <ITEM\n    <ITEM\n    >\n    >\n  >\n>\n", 4, "ITEM"),
        (HEAD + b"  <TRACK {A}\n    >\n    <ITEM\n    >\n  >\n>\n", 4, "ITEM"),
        (HEAD + b"  <TRACK {A}\n    NAME x\n  >\n    VOLPAN 1 0 -1 -1 1\n  >\n>\n", 5, "VOLPAN"),
        (HEAD + b"  <TRACK {A}\n    <FXCHAIN\n      BYPASS 0\n    <ITEM\n    >\n  >\n>\n", 5, "ITEM"),
        (HEAD + b"  NAME " + b"x" * 2_000_000 + b"\n>\n", 2, "longer than"),
    ],
)
def test_what_is_not_safe_to_take_is_one_error_with_its_place(data: bytes, line: int | None, words: str) -> None:
    with pytest.raises(BrokenSessionError, match=words) as caught:
        read(data, path="x.rpp")
    assert (caught.value.path, caught.value.line) == ("x.rpp", line)


@pytest.mark.parametrize(
    "data",
    [
        HEAD + b"<A\n" * 1_000_000,
        HEAD + b"  <TRACK\n<FXCHAIN\n" + b"<CONTAINER Container x\n" * 100_000 + b">\n" * 100_003,
        HEAD + b"  <TRACK\n  >\n" * 300_000 + b">\n",
        HEAD + b"A\n" * 2_000_000 + b">\n",
        b"BYPASS 0\n" * 400_000,
        HEAD + b"  <TRACK\n" + b"AUXRECV 0 0 1\n" * 300_000 + b"  >\n>\n",
    ],
)
def test_more_than_a_file_of_its_size_can_honestly_hold_is_refused(data: bytes) -> None:
    with pytest.raises(SessionTooLargeError):
        read(data)


def test_containers_nest_without_end_only_in_an_attack() -> None:
    deep = b"<CONTAINER Container x\nBYPASS 0 0\n" * 100 + b">\n" * 100
    with pytest.raises(BrokenSessionError, match="nested more than 64 deep"):
        read(b"BYPASS 0 0\n" + deep + b"FLOATPOS 0 0 0 0\n" * 400)


def test_a_project_that_only_lacks_its_last_closers_gives_what_is_there(song: bytes) -> None:
    cut = song[: song.rindex(b"  <EXTENSIONS")]
    session = read(cut)
    assert len(session.tracks) == 2
    assert "ends before it is complete" in session.warnings[-1]


def test_a_line_that_was_cut_short_is_not_believed(project: Callable[..., bytes], track: Callable[..., str]) -> None:
    data = project(track("NAME A", id="{A}") + track("NAME B\nVOLPAN 0.7079 0 -1 -1 1", id="{B}"))
    cut = data[: data.index(b"079 0")]
    assert read(cut).tracks[1].gain_db == 0.0


def test_a_clip_or_insert_in_which_the_file_ends_is_left_out(song: bytes) -> None:
    cut = song[: song.index(b"PLAYRATE 1 1")]
    track = read(cut).tracks[0]
    assert (len(track.inserts), track.clips) == (2, ())
    assert len(read(song[: song.index(b"AQIDBA==")]).tracks[0].inserts) == 1


def test_a_closer_too_many_between_tracks_is_passed_over_with_a_warning(song: bytes) -> None:
    place = song.rindex(b"  <TRACK")
    session = read(song[:place] + b"  >\n" + song[place:])
    assert len(session.tracks) == 2
    assert "a closing > too many is passed over" in session.warnings[0]


def test_the_line_of_a_warning_is_its_line_in_the_file(song: bytes) -> None:
    damaged = song.replace(b"VOLPAN 0.5 0 -1 -1", b"VOLPAN x 0 -1 -1")
    line = damaged[: damaged.index(b"<ITEM")].count(b"\n") + 1
    assert read(damaged).warnings == (f"line {line}: VOLPAN says 'x 0 -1 -1'; 0 dB is taken",)


def safely(data: bytes) -> Session | None:
    """The session, or None for a file that is refused; anything but a SessionError fails the test."""
    try:
        return read(data)
    except SessionError:
        return None


def test_a_file_cut_anywhere_is_read_or_refused(song: bytes) -> None:
    for size in range(0, len(song), 7):
        session = safely(song[:size])
        assert session is None or size >= len(song) - 2 or session.warnings


@given(st.integers(0, 10**9), st.integers(1, 8))
def test_flipped_bits_never_break_the_reader(seed: int, flips: int) -> None:
    rng = random.Random(seed)
    damaged = bytearray(SONG)
    for _ in range(flips):
        damaged[rng.randrange(len(damaged))] ^= 1 << rng.randrange(8)
    safely(bytes(damaged))


@given(st.integers(0, 10**9))
def test_lost_doubled_and_strange_lines_never_break_the_reader(seed: int) -> None:
    rng = random.Random(seed)
    lines = SONG.split(b"\n")
    for _ in range(rng.randrange(1, 5)):
        place = rng.randrange(len(lines))
        strange = [
            b">",
            b"<ITEM",
            b"    <TRACK x",
            b"TAKE SEL",
            b"BYPASS",
            b"PT nan",
            b'NAME "',
            b"MARKER",
            b"\xff\xfe",
            b"\t~",
        ]
        lines[place : place + rng.randrange(2)] = [rng.choice([*strange, rng.choice(lines)])]
    safely(b"\n".join(lines))


SONG = (
    HEAD
    + b"""  TEMPO 120 4 4
  MARKER 1 0 Chorus 1
  <TRACK {A}
    NAME "Lead Vox"
    VOLPAN 0.7 -0.25 -1 -1 1
    ISBUS 1 1
    <VOLENV2
      ACT 1 -1
      PT 0 1 0
      PT 4 0.5 5 0 1 0 0 0.3
    >
    <FXCHAIN
      SHOW 0
      BYPASS 0 0 0
      <VST "VST: ReaEQ (Cockos)" reaeq.dll 0 "" 1919247729<56535472> ""
        cWVlcu5e7f4CAAAAAQAAAAAAAAACAAAAAAAAAAIAAAABAAAAAAAAAAIAAAAAAAAAPQAAAAEAAAAAABAA
        IQAAAAEAAAAAAAAAAQAAAAAAAAAAAGlAiqvo6n2n5j+XOF38bav+PwEBAAAAAQAAAAAAAAAAAPA/AAAAAA==
        AAAQAAAA
      >
      FXID {F}
      <PARMENV 1 0 1 0.5
        PT 0 0.5 0
      >
      BYPASS 0 0 0
      <CONTAINER Container LOW
        BYPASS 0 0
        <JS x ""
          1 2 3
        >
      >
    >
    <ITEM
      POSITION 1
      LENGTH 2
      FADEIN 1 0.01 0 1 0 0 0
      VOLPAN 1 0 1 -1
      <SOURCE MIDI
        HASDATA 1 960 QN
        E 0 90 3c 40
      >
      TAKE SEL
      NAME b
      <SOURCE WAVE
        FILE "a b.wav"
      >
    >
  >
  <TRACK {B}
    ISBUS 2 -1
    AUXRECV 0 0 1 0 0 0 0 0 0 -1:U 0 -1 ''
    GROUP_FLAGS 1 2
  >
>
"""
)
