"""Saves read one after the other: each equals what reading it alone gives, and what is known is not read again."""

from __future__ import annotations

import pickle
from base64 import b64encode
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parsers import registry
from parsers.errors import SessionError
from parsers.formats.reaper import read as reading
from parsers.formats.reaper.read import Memo, read
from parsers.late import findings_of
from parsers.plugins.wrapper import wrap
from parsers.session import Session

_TRACK = """\
  <TRACK {{{guid}}}
    NAME "{name}"
    VOLPAN {volume} 0 -1 -1 1
{receive}    <FXCHAIN
      BYPASS 0 0 0
      <VST "VST: Big Room (Maker)" room.dll 0 "" 77
        {state}
      >
      FXID {{F-{guid}}}
    >
  >
"""


def _state(name: str) -> str:
    """A state that no decoder knows, as base64."""
    return b64encode(wrap(name.encode() * 4 + b"\x07" * 40, uid=77).chunk).decode()


def save(*tracks: tuple[str, str, str, str], end: str = "\n", tail: str = "") -> bytes:
    """A project; tracks are (guid, name, volume, index of the track they receive from or "")."""
    body = ""
    for guid, name, volume, source in tracks:
        receive = f"    AUXRECV {source} 0 1 0 0 0 0 0 0 -1:U 0 -1 ''\n" if source else ""
        body += _TRACK.format(guid=guid, name=name, volume=volume, receive=receive, state=_state(name))
    return f'<REAPER_PROJECT 0.1 "7.0/linux" 1700000000\n  TEMPO 120 4 4\n{body}{tail}>\n'.replace("\n", end).encode()


A, B, C = ("A", "Kick", "1", ""), ("B", "Snare", "0.5", ""), ("C", "Room", "1", "0")


def counted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Names of the tracks that are read from now on."""
    names: list[str] = []
    plain = reading.read_track

    def noted(scan: object, index: int) -> object:
        found = plain(scan, index)  # type: ignore[arg-type]
        names.append(found[0].fields["name"])
        return found

    monkeypatch.setattr(reading, "read_track", noted)
    return names


def outcome(data: bytes, memo: Memo | None) -> Session | str:
    """The session, or the error's words."""
    try:
        return read(data, path="x.rpp", memo=memo)
    except SessionError as error:
        return str(error)


def test_only_the_changed_track_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    memo = Memo()
    read(save(A, B, C), memo=memo)
    names = counted(monkeypatch)
    read(save(A, ("B", "Snare", "0.25", ""), C), memo=memo)
    assert names == ["Snare"]


def test_moved_tracks_are_known_and_sends_are_resolved_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    memo = Memo()
    first = read(save(A, B, C), memo=memo)
    names = counted(monkeypatch)
    second = read(save(B, A, C), memo=memo)
    assert not names
    assert [send.to for track in first.tracks if track.name == "Kick" for send in track.sends] == ["{C}"]
    assert [send.to for track in second.tracks if track.name == "Snare" for send in track.sends] == ["{C}"]
    assert second == read(save(B, A, C))


def test_what_no_late_reading_held_is_let_go(monkeypatch: pytest.MonkeyPatch) -> None:
    memo = Memo()
    for tracks in ((A, B), (B,), (B,)):
        read(save(*tracks), memo=memo)
    names = counted(monkeypatch)
    read(save(A, B), memo=memo)
    assert names == ["Kick"]


def test_warnings_of_a_known_track_have_the_lines_of_this_file() -> None:
    memo = Memo()
    broken = ("B", "Snare", "loud", "")
    first = read(save(A, broken), memo=memo)
    later = read(save(broken), memo=memo)
    assert first.warnings == read(save(A, broken)).warnings
    assert later.warnings == read(save(broken)).warnings
    assert first.warnings[0].partition(":")[0] != later.warnings[0].partition(":")[0]


def test_a_state_that_stayed_is_the_same_one_where_its_track_changed() -> None:
    memo = Memo()
    before = read(save(A), memo=memo).tracks[0].inserts[0]
    after = read(save(("A", "Kick", "0.5", "")), memo=memo).tracks[0].inserts[0]
    assert findings_of(before)
    assert before == after
    assert before.parameters is after.parameters


def test_a_track_that_is_followed_by_other_lines_is_read_with_them() -> None:
    memo = Memo()
    read(save(A, B), memo=memo)
    odd = save(A, B).replace(b"  <TRACK {B}", b"  MARKER 1 2.5 Verse 0\n  <TRACK {B}")
    assert read(odd, memo=memo) == read(odd)
    assert len(read(odd, memo=memo).markers) == 1


@pytest.mark.parametrize(
    "spoil",
    [
        lambda data: data.replace(b"Room", b"Ro\0m"),
        lambda data: data + data,
        lambda data: data[:-40],
        lambda data: data.replace(b"\n", b"\r\n"),
        lambda data: data.replace(b"\n  >\n", b"\n", 1),
        lambda data: data.replace(b"  <TRACK {C}", b"=======\n  <TRACK {C}"),
        lambda data: data.replace(b"  <TRACK {B}", b"<<<<<<< ours\n=======\n>>>>>>> theirs\n  <TRACK {B}"),
        lambda data: data.replace(b"\n  <TRACK", b"\n <TRACK"),
        lambda _: b"",
        lambda _: b'BYPASS 0 0\n<VST "VST: Old (X)" old.dll 0 ""\n  AAAA\n>\n',
    ],
)
def test_a_damaged_next_save_reads_as_it_does_alone(spoil) -> None:  # type: ignore[no-untyped-def]
    data = save(A, B, C)
    memo = Memo()
    read(data, memo=memo)
    assert outcome(spoil(data), memo) == outcome(spoil(data), None)
    assert outcome(data, memo) == outcome(data, None)


tracks = st.tuples(
    st.sampled_from("ABCDE"), st.sampled_from(["", "Kick", "Bass > DI"]), st.sampled_from(["1", "0.5", "x"]),
    st.sampled_from(["", "0", "3"]),
)  # fmt: skip
files = st.builds(
    lambda parts, end, tail: save(*parts, end=end, tail=tail),
    st.lists(tracks, max_size=5),
    st.sampled_from(["\n", "\r\n"]),
    st.sampled_from(["", "  MARKER 1 2 Verse 0\n", "\n", "  >\n"]),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(files, min_size=2, max_size=5))
def test_any_line_of_saves_reads_as_each_does_alone(saves: list[bytes]) -> None:
    memo = Memo()
    for data in saves:
        assert outcome(data, memo) == outcome(data, None)


def test_a_reader_takes_files_of_any_format_and_errors() -> None:
    reader = registry.Reader()
    data = save(A, B)
    assert reader.read_bytes(data, path="x.rpp") == registry.read_bytes(data, path="x.rpp")
    with pytest.raises(SessionError):
        reader.read_bytes(b"no session", path="x.rpp")
    again = reader.read_bytes(data, path="y.rpp")
    assert again == replace(reader.read_bytes(data, path="x.rpp"), path="y.rpp")


def test_a_session_that_was_pickled_is_equal() -> None:
    session = read(save(A, B, C))
    assert pickle.loads(pickle.dumps(session)) == session  # noqa: S301 - written here
