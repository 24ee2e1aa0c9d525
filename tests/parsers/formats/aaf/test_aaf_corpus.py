from __future__ import annotations

import json
import os
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from parsers.formats.aaf.read import read
from parsers.formats.aaf.split import is_complete, join, split
from parsers.session_json import to_json
from profiler.history.moves import compare
from profiler.history.patch import diff

pytestmark = [
    pytest.mark.corpus,
    pytest.mark.skipif(not os.environ.get("MIXTASTE_CORPUS"), reason="MIXTASTE_CORPUS names no corpus"),
]


def files() -> Iterator[Path]:
    found = sorted(Path(os.environ["MIXTASTE_CORPUS"], "aaf").rglob("*"))
    yield from (path for path in found if path.suffix.lower() == ".aaf" and path.is_file())


def test_every_real_file_is_read() -> None:
    count = 0
    for path in files():
        data = path.read_bytes()
        session = read(data, path=str(path))
        json.dumps(to_json(session), allow_nan=False)
        assert len({track.id for track in session.tracks}) == len(session.tracks)
        assert all(len({clip.id for clip in track.clips}) == len(track.clips) for track in session.tracks)
        assert all(clip.position_s >= 0 and clip.length_s > 0 for track in session.tracks for clip in track.clips)
        assert is_complete(data)
        assert join(block.data for block in split(data)) == data
        count += 1
    assert count


def test_exports_of_one_session_in_several_languages_hold_no_move() -> None:
    exports = [read(path.read_bytes()) for path in files() if "PT_lang_" in path.name]
    for one, other in pairwise(exports):
        found = compare(one, other)
        assert found.moves == ()
        assert found.left_over(diff(one, other)) == ()
