import os
import plistlib
import random
import struct
import zlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parsers.errors import SessionError, SessionTooLargeError
from parsers.formats.logic.container import records_of
from parsers.formats.logic.minimal import DraftSend, DraftSlot, DraftTrack, autosave, project
from parsers.formats.logic.plists import LARGEST_PLIST, read_plist
from parsers.formats.logic.read import is_autosave, read, unpacked
from parsers.formats.logic.split import identity, is_complete, join, split, versions
from parsers.session import Session

CORPUS = os.environ.get("MIXTASTE_CORPUS", "")
SUMMARY = plistlib.dumps({"SampleRate": 48_000, "BeatsPerMinute": 120.0, "NumberOfTracks": 2}, fmt=plistlib.FMT_BINARY)


def whole() -> bytes:
    tracks = [
        DraftTrack(
            "Vox",
            slots=[DraftSlot("Compressor", 154, [0.0, -20.0, 2.0] + [0.0] * 26), DraftSlot("Chorus", 145, [0.0, 1.0])],
            sends=[DraftSend(1)],
            lanes={(0, 7): [(38400, 1 << 30)], (1, 0): [(38400, 1 << 30)]},
        ),
        DraftTrack("Verb", number=1),
    ]
    return project(tracks) + SUMMARY


def outcome(data: bytes) -> Session | SessionError:
    """What reading gives: a session or one clear error, and nothing else."""
    try:
        return read(data, path="Song.logicx")
    except SessionError as error:
        found = error
    assert found.path == "Song.logicx"
    assert str(found)
    return found


def samples() -> list[bytes]:
    found = [whole(), whole()[: -len(SUMMARY)], autosave(project([DraftTrack("Vox")]))]
    if CORPUS:
        paths = sorted(Path(CORPUS, "logic", "files").rglob("*"))
        for suffix in (".cst", ".pst", ".songData"):
            found += [path.read_bytes() for path in paths if path.name.endswith(suffix)][:1]
        small = sorted((path.stat().st_size, path) for path in paths if path.name == "ProjectData")
        found += [small[0][1].read_bytes(), small[-1][1].read_bytes()]
    return found


@pytest.mark.parametrize("data", samples(), ids=lambda data: f"{len(data)} bytes")
def test_a_file_cut_anywhere_gives_a_session_or_one_clear_error(data: bytes) -> None:
    rng = random.Random(1)
    for place in [0, 1, 23, 24, 60, *(rng.randrange(len(data)) for _ in range(50))]:
        outcome(data[:place])
        assert join(block.data for block in split(data[:place])) == data[:place]


@pytest.mark.parametrize("data", samples(), ids=lambda data: f"{len(data)} bytes")
def test_a_flipped_bit_gives_a_session_or_one_clear_error(data: bytes) -> None:
    rng = random.Random(2)
    for _ in range(200 if len(data) < 100_000 else 40):
        damaged = bytearray(data)
        damaged[rng.randrange(len(data))] ^= 1 << rng.randrange(8)
        outcome(bytes(damaged))
        assert join(block.data for block in split(bytes(damaged))) == damaged


@settings(max_examples=150)
@given(st.binary(max_size=400), st.integers(0, 400), st.integers(0, 3))
def test_any_bytes_at_any_place_give_a_session_or_one_clear_error(junk: bytes, place: int, kind: int) -> None:
    data = whole()
    start = min(place * 8, len(data))
    mixed = [junk, data[:start] + junk, data[:start] + junk + data[start + len(junk) :], b"OCuA" + junk][kind]
    outcome(mixed)


def test_the_blocks_of_a_save_are_its_bytes_and_a_strip_keeps_its_key() -> None:
    blocks = split(whole())
    assert b"".join(block.data for block in blocks) == whole()
    assert [block.key for block in blocks if block.kind == "track"] == ["Audio 1"]
    assert blocks[-1].data == SUMMARY
    assert versions(whole()) == [whole()]


def test_a_save_is_complete_when_the_length_in_its_header_is_there() -> None:
    data = project([DraftTrack("Vox")])
    assert is_complete(data)
    assert is_complete(data + SUMMARY)
    assert not is_complete(data[:-1])
    assert not is_complete(data[:3])
    assert not is_complete(b"")


def test_the_summary_beside_a_save_does_not_make_it_another_save() -> None:
    data = project([DraftTrack("Vox")])
    assert identity(data + SUMMARY) == identity(data) == data


def test_a_summary_states_the_rate_and_checks_what_it_states() -> None:
    session = read(whole())
    assert (session.sample_rate, session.warnings) == (48_000, ())
    wrong = plistlib.dumps({"BeatsPerMinute": 90.0, "NumberOfTracks": 7})
    assert len(read(project([DraftTrack("Vox")]) + wrong).warnings) == 2


def test_an_autosave_is_the_project_that_it_packs() -> None:
    data = project([DraftTrack("Vox")])
    assert is_autosave(autosave(data))
    assert unpacked(autosave(data)) == data
    assert read(autosave(data)).tracks == read(data).tracks


def test_an_autosave_that_claims_or_unpacks_too_much_is_refused_at_once() -> None:
    bomb = zlib.compress(bytes(64 << 20), 9)
    for stated in (64 << 20, 400 << 20, 1 << 30):
        with pytest.raises(SessionTooLargeError):
            read(struct.pack("<QQ", 1, stated) + bomb)
    with pytest.raises(SessionError):
        read(struct.pack("<QQ", 1, 1000) + bomb)


def test_a_property_list_that_is_a_trap_says_nothing() -> None:
    entity = (
        b'<?xml version="1.0"?><!DOCTYPE plist [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><plist><dict>&b;</dict></plist>'
    )
    deep = b"<plist version='1.0'>" + b"<array>" * 100_000
    for data in (entity, deep, b"bplist00" + b"\xff" * 64, b"", bytes(LARGEST_PLIST + 1), plistlib.dumps([1])):
        assert read_plist(data) == {}


def test_a_list_of_lists_that_would_unfold_without_end_is_read_as_it_lies() -> None:
    assert list(read_plist(_shared_layers())) == ["a"]


def _shared_layers(depth: int = 40) -> bytes:
    """A binary list of lists that each name the next one twice: 2^40 strings when unfolded."""
    objects = [b"\xd1\x01\x02", b"\x51a"]
    objects += [bytes((0xA2, place + 1, place + 1)) for place in range(2, depth + 2)]
    objects.append(b"\x51x")
    body, offsets = b"bplist00", []
    for entry in objects:
        offsets.append(len(body))
        body += entry
    table = b"".join(struct.pack(">H", offset) for offset in offsets)
    return body + table + struct.pack(">6xBBQQQ", 2, 1, len(objects), 0, len(body))


def test_sixty_thousand_empty_records_change_nothing() -> None:
    empty = project([DraftTrack("Vox")])
    records = records_of(empty)
    assert len(records) > 5
    filler = struct.pack("<4sH4xH2xH2xH8xI4x", b"kart"[::-1], 1, 0, 0, 0, 0) * 60_000
    data = empty[:16] + struct.pack("<I", len(empty) - 24 + len(filler)) + empty[20:] + filler
    assert isinstance(outcome(data), Session)
