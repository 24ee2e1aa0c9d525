"""Files come from strangers: whatever the bytes, a session or one clear error, within bounds."""

from __future__ import annotations

import json
import logging
import random
import struct
from functools import lru_cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parsers.errors import BrokenSessionError, SessionError, SessionTooLargeError
from parsers.formats.aaf import container
from parsers.formats.aaf.minimal import Clip, Composition, Fade, Gap, Lane, Media, Nested, Part, aaf, gain, pan
from parsers.formats.aaf.opened import reading
from parsers.formats.aaf.read import read, recognises
from parsers.formats.aaf.split import is_complete, join, split, versions
from parsers.session_json import to_json
from profiler.history.patch import diff

KICK = Media("kick.wav")
HEADER = 512


@lru_cache
def sample() -> bytes:
    parts = [Gap(5), Fade(5), gain(Clip(KICK, 30, 3), ratio=0.5, clip_ratio=[(0, 1), (0.5, 0.5), (1, 1)]), Fade(5, 5)]
    lanes = [Lane(parts, "Kick"), Lane([pan(Clip(KICK, 30), value=[(0, 0), (1, 1)])], bare=True)]
    return aaf(Composition("Mix", lanes, markers=[(3, "A", 1)], timecode=86_400))


@lru_cache
def small() -> bytes:
    """In sectors of 512 bytes, where damage hits more often what counts."""
    return aaf(Composition("Mix", [Lane([Clip(KICK, 30)])]), sector=512)


def whole_or_one_error(data: bytes) -> None:
    try:
        session = read(data, path="mix.aaf")
    except SessionError as error:
        raised = error
    else:
        json.dumps(to_json(session), allow_nan=False)
        assert diff(session, session).changes == ()
        return
    assert raised.path == "mix.aaf"
    assert len(str(raised)) < 300


def changed(data: bytes, place: int, layout: str, *values: int) -> bytes:
    raw = bytearray(data)
    struct.pack_into(layout, raw, place, *values)
    return bytes(raw)


def broken(data: bytes) -> str:
    with pytest.raises(SessionError) as caught:
        read(data)
    return caught.value.found


def test_truncated_anywhere_it_is_a_session_or_one_error() -> None:
    rng = random.Random(1)
    for _ in range(25):
        data = sample()[: rng.randrange(len(sample()))]
        whole_or_one_error(data)
        assert join(block.data for block in split(data)) == data


@pytest.mark.parametrize("seed", range(2))
def test_with_bits_tipped_it_is_a_session_or_one_error(seed: int) -> None:
    rng = random.Random(seed)
    source = (sample, small)[seed]()
    for _ in range(40):
        data = bytearray(source)
        for _ in range(rng.choice((1, 1, 8))):
            data[rng.randrange(len(data))] ^= 1 << rng.randrange(8)
        whole_or_one_error(bytes(data))


@given(st.binary(max_size=2048), st.booleans())
@settings(max_examples=50, deadline=None)
def test_any_bytes_are_one_error(data: bytes, as_compound: bool) -> None:  # noqa: FBT001 - hypothesis gives it
    raw = sample()[: HEADER - len(data) % HEADER] + data if as_compound else data
    whole_or_one_error(raw)
    assert join(block.data for block in split(raw)) == raw
    is_complete(raw)


def test_what_is_no_compound_file_is_named_so() -> None:
    assert "no AAF" in broken(b"RIFF" + bytes(600))
    assert not recognises(b"RIFF")
    assert recognises(sample())


@pytest.mark.parametrize(
    ("place", "layout", "value", "found"),
    [
        (28, "<H", 0xFEFF, "byte order"),
        (30, "<H", 63, "sizes of its sectors"),
        (32, "<H", 3, "sizes of its sectors"),
        (56, "<I", 1 << 30, "sizes of its sectors"),
        (48, "<I", 0x7FFFFFFF, "before it is complete"),
        (60, "<I", 0x7FFFFFFF, "before it is complete"),
        (76, "<I", 0x7FFFFFFF, "before it is complete"),
    ],
)
def test_a_header_that_cannot_be_is_named(place: int, layout: str, value: int, found: str) -> None:
    assert found in broken(changed(sample(), place, layout, value))


def _fat_place(data: bytes, sector: int) -> int:
    """Where the entry of a sector lies in the FAT."""
    size = 1 << struct.unpack_from("<H", data, 30)[0]
    table = struct.unpack_from("<I", data, 76 + 4 * (sector * 4 // size))[0]
    return (table + 1) * size + sector * 4 % size


def _directory(data: bytes) -> int:
    start: int = struct.unpack_from("<I", data, 48)[0]
    return start


def test_a_chain_that_bites_its_tail_ends_at_once() -> None:
    data = sample()
    start = _directory(data)
    assert "runs into" in broken(changed(data, _fat_place(data, start), "<I", start))


def test_a_list_of_sectors_that_names_one_twice_is_refused() -> None:
    data = sample()
    assert "twice" in broken(changed(data, 80, "<I", struct.unpack_from("<I", data, 76)[0]))


def test_a_list_of_sectors_that_goes_round_is_refused() -> None:
    data = sample()
    around = changed(data, 68, "<II", 0, 1 << 20)
    assert "circle" in broken(changed(around, 4096 * 2 - 4, "<I", 0))


def _entry(data: bytes, number: int) -> int:
    """Where an entry of the directory lies."""
    size = 1 << struct.unpack_from("<H", data, 30)[0]
    sector = _directory(data)
    for _ in range(number * 128 // size):
        sector = struct.unpack_from("<I", data, _fat_place(data, sector))[0]
    return (sector + 1) * size + number * 128 % size


def test_a_directory_that_is_no_tree_is_refused() -> None:
    data = sample()
    child: int = struct.unpack_from("<I", data, _entry(data, 0) + 76)[0]
    assert "no tree" in broken(changed(data, _entry(data, child) + 76, "<I", child))
    assert "no tree" in broken(changed(data, _entry(data, child) + 68, "<I", 1 << 20))
    assert "no root" in broken(changed(data, _entry(data, 0) + 66, "<B", 2))
    assert "no known kind" in broken(changed(data, _entry(data, child) + 66, "<B", 7))


def test_a_stream_that_claims_more_than_it_has_is_refused() -> None:
    """A length of 2^62 would be allocated before it is read."""
    data = sample()
    stream = next(
        number for number in range(1, 4000) if struct.unpack_from("<B", data, _entry(data, number) + 66)[0] == 2
    )
    assert broken(changed(data, _entry(data, stream) + 120, "<Q", 1 << 62))


def test_objects_that_nest_too_deep_are_refused() -> None:
    part: Part = Clip(KICK, 10)
    for _ in range(120):
        part = gain(part, ratio=1.0)
    with pytest.raises(SessionTooLargeError):
        read(aaf(Composition("Mix", [Lane([part])])))


def test_compositions_that_nest_too_deep_are_refused() -> None:
    found = [Composition("0", [Lane([Clip(KICK, 10)])], "LowerLevel")]
    found += [Composition(str(n), [Lane([Nested(str(n - 1), 10)])], "LowerLevel") for n in range(1, 90)]
    with pytest.raises(SessionTooLargeError):
        read(aaf(*found, Composition("Mix", [Lane([Nested("89", 10)])])))


def test_a_composition_that_holds_itself_is_passed_over() -> None:
    found = read(aaf(Composition("Mix", [Lane([Clip(KICK, 10), Nested("Mix", 10)])])))
    assert len(found.tracks[0].clips) == 1
    assert any("holds itself" in warning for warning in found.warnings)


def test_compositions_that_multiply_within_each_other_are_refused() -> None:
    """Each of eight shows the whole of the one before it ten times: 10^9 clips."""
    found = [Composition("0", [Lane([Clip(KICK, 10)] * 10)], "LowerLevel")]
    for number in range(1, 9):
        usage = "LowerLevel" if number < 8 else "TopLevel"
        inside = [Nested(str(number - 1), 10 ** (number + 1))] * 10
        found.append(Composition(str(number), [Lane(inside)], usage))
    with pytest.raises(SessionTooLargeError):
        read(aaf(*found))


@pytest.mark.parametrize(
    ("raised", "kind"),
    [
        (KeyError(13), BrokenSessionError),
        (AssertionError(), BrokenSessionError),
        (struct.error("unpack"), BrokenSessionError),
        (AttributeError("'NoneType' object has no attribute 'data'"), BrokenSessionError),
        (NotImplementedError("be byteorder"), BrokenSessionError),
        (RecursionError(), SessionTooLargeError),
        (MemoryError(), SessionTooLargeError),
    ],
)
def test_whatever_the_library_raises_is_one_error_that_names_it(raised: Exception, kind: type[SessionError]) -> None:
    with pytest.raises(kind, match=type(raised).__name__), reading():
        raise raised


def test_reading_prints_and_logs_nothing(capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture) -> None:
    data = changed(sample(), 44, "<I", 99)  # the header counts other FAT sectors than it lists
    with caplog.at_level(logging.DEBUG):
        read(data)
    assert capsys.readouterr() == ("", "")
    assert caplog.records == []


# Blocks


def test_a_file_is_complete_when_all_its_sectors_are_there() -> None:
    data = sample()
    assert is_complete(data)
    assert not is_complete(data[: len(data) // 2])
    assert not is_complete(b"")


def test_essence_is_a_block_of_its_own_that_two_exports_share() -> None:
    audio = bytes(range(256)) * 1024
    one, other = (_with_essence(audio, seed) for seed in (1, 2))
    assert join(block.data for block in split(one)) == one
    shared = {block.key for block in split(one) if block.kind == "track"}
    assert shared
    assert shared == {block.key for block in split(other) if block.kind == "track"}
    assert versions(one) == [one]


def _with_essence(audio: bytes, seed: int) -> bytes:
    import io

    import aaf2.file
    from aaf2.mobid import MobID

    stream = io.BytesIO(aaf(Composition("Mix", [Lane([Clip(KICK, 30)])]), seed=seed))
    file = aaf2.file.AAFFile(None)
    for mob in _copied(stream.getvalue(), file):
        file.content.mobs.append(mob)
    essence = file.create.EssenceData()
    essence.mob_id = MobID.new()
    file.content.essencedata.append(essence)
    essence.open("w").write(audio)
    file.save()
    file.manager.remove_temp()
    file.cfb.close()
    made: bytes = file.f.getvalue()
    return made


def _copied(data: bytes, into: object) -> list[object]:
    from parsers.formats.aaf.opened import open_bytes

    return [mob.copy(root=into) for mob in open_bytes(data).content.mobs]


def test_the_layout_of_a_whole_file_passes() -> None:
    for data in (sample(), small()):
        found = container.layout_of(data)
        assert found.sector in (512, 4096)
        assert found.entries[0].kind == 5
