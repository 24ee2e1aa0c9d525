"""Every sequence of real saves: the patch is lossless, and every change of it has a meaning."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from parsers.errors import MixtasteError
from parsers.registry import is_session_path, read_file
from parsers.session import Session
from profiler.history.matching import Matched
from profiler.history.moves import compare
from profiler.history.patch import diff
from profiler.history.words import lines

pytestmark = [
    pytest.mark.corpus,
    pytest.mark.skipif(not os.environ.get("MIXTASTE_CORPUS"), reason="MIXTASTE_CORPUS names no corpus"),
]


def sequences() -> list[list[Path]]:
    found = Path(os.environ["MIXTASTE_CORPUS"]).glob("*/sequences/*")
    folders = sorted(folder for folder in found if folder.is_dir())
    return [sorted(path for path in folder.iterdir() if is_session_path(str(path))) for folder in folders]


def test_real_saves_are_explained_without_remainder() -> None:
    pairs = 0
    for paths in sequences():
        earlier: Session | None = None
        for path in paths:
            try:
                later = read_file(str(path))
            except MixtasteError:
                continue
            if earlier is not None:
                matched = Matched(earlier, later)
                patch = diff(earlier, later, matched)
                comparison = compare(earlier, later, matched=matched)
                assert patch.apply(earlier) == later, path
                assert comparison.left_over(patch) == (), path
                assert all(line.isprintable() for line in lines(comparison)), path
                pairs += 1
            earlier = later
    assert pairs > 0
