"""The story that `mixtaste demo` tells: who mixes, what they truly like, and three candidates that part them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from profiler.studio.archive import StudioOptions, build
from profiler.studio.engineer import Person
from profiler.studio.truth import Truth
from profiler.studio.unheard import SharedCandidate

__all__ = ["CAST", "DEMO_SEED", "QUESTION_CONTROLS", "SHARED", "TRUE_STYLES", "build_demo"]

DEMO_SEED = 18
"""The archive of the demonstration; any other seed makes another one."""

CAST: tuple[Person, ...] = (
    Person("Ada", {"bright": 1.7, "wet": -1.6, "dense": -0.9, "wide": 0.8}, noise=0.6, lapse=0.02),
    Person("Ben", {"bright": -1.5, "wet": 1.8, "dense": 1.1, "wide": -0.6}, noise=0.6, lapse=0.02),
)
TRUE_STYLES: Mapping[str, str] = {
    "Ada": "bright, dry and open: thin low mids, much presence and air, little room, light compression",
    "Ben": "warm, deep and dense: full low mids, soft top, long sends, firm compression",
}

QUESTION_CONTROLS: tuple[str, ...] = (
    "lead vocal:hpf.frequency", "lead vocal:send.gain@reverb", "lead vocal:eq.3.gain", "lead vocal:compressor.ratio",
)  # fmt: skip
"""Controls whose windows make a good example, best first."""

SHARED: tuple[SharedCandidate, ...] = (
    SharedCandidate("bright and dry", "Presence and air up, room down.", {"bright": 1.5, "wet": -1.5, "dense": -0.8}),
    SharedCandidate("bright and roomy", "Presence and air up, room up.", {"bright": 1.2, "wet": 1.4, "dense": 0.2}),
    SharedCandidate("warm and deep", "Top down, room up.", {"bright": -1.4, "wet": 1.6, "dense": 1.0}),
)

_OPTIONS = StudioOptions(saves=(6, 9), gestures=8.0, shared=SHARED, seconds=6.0)


def build_demo(folder: Path, *, seed: int = DEMO_SEED, songs: int = 10) -> Truth:
    """Make the demonstration's archive in an empty folder: the cast, their songs, and one session for the candidates.

    Raises FileExistsError when the folder is not empty.
    """
    return build(folder, seed=seed, engineers=CAST, options=replace(_OPTIONS, songs=songs))
