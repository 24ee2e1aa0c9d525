"""Derived tables of the walk itself: what was derived from what, and the reasons tested on every gesture."""

from __future__ import annotations

from profiler.history import tables as history_tables
from profiler.service.census import NAMES, PLUGINS
from profiler.service.scripts import SCRIPTS
from profiler.verdicts import tables as verdict_tables
from store.derived import Column, Table

__all__ = ["ALL", "BESIDE", "CONTEXT", "DERIVATION", "PASSES", "PAST", "PROFILES", "ROOTS", "SHOWN", "TESTED", "TESTS"]

DERIVATION = Table(
    "song_derivation",
    1,
    (Column("song", "text", nullable=False), Column("fingerprint", "text", nullable=False)),
    key=("song",),
)
"""Under which saves, users and stage versions a song's rows were made."""

CONTEXT = Table(
    "song_context",
    2,
    (
        Column("song", "text", nullable=False),
        Column("bpm", "real"),
        Column("tempo_is_default", "integer", nullable=False),
        Column("coverage", "json", nullable=False),
        Column("sources", "json", nullable=False),
    ),
    key=("song",),
)
"""Of the latest save: its tempo, how many inserts were decoded, named or opaque, and the audio it names."""

TESTS = Table(
    "gesture_tests",
    verdict_tables.VERSION,
    (
        Column("gesture", "text", nullable=False),
        Column("song", "text", nullable=False, indexed=True),
        Column("user", "text", nullable=False, indexed=True),
        Column("results", "packed", nullable=False),
        Column("circumstances", "json", nullable=False),
        Column("log_context", "real"),
        Column("ran", "integer", nullable=False),
    ),
    key=("gesture",),
)
"""The outcome of every reason on every gesture, under the chance rates and audio that `TESTED` names. What priors are
learnt from stands beside: the natural log of the music's factor (nothing where a process explains the gesture), and
whether any test of the music could run."""

TESTED = Table(
    "song_tested",
    verdict_tables.VERSION,
    (
        Column("song", "text", nullable=False),
        Column("done", "integer", nullable=False),
        Column("asked", "packed", nullable=False),
        Column("audio", "text", nullable=False),
        Column("levels", "json", nullable=False),
    ),
    key=("song",),
)
"""Whether a song's gestures were tested as it is now, under which answers of the chance rates (`rates.Asked` by user)
and which audio; its tracks' levels before the fader, LUFS."""

SHOWN = Table(
    "shown",
    1,
    (
        Column("user", "text", nullable=False),
        Column("id", "text", nullable=False),
        Column("kind", "text", nullable=False),
        Column("time", "real", nullable=False),
        Column("body", "json", nullable=False),
    ),
    key=("user", "id"),
)
"""Questions, values and suggestions that were put before somebody and may be answered by id. Not derived from saves:
`rebuild` leaves it alone. What is answered keeps all it needs in the word itself."""

ROOTS = Table(
    "learnt_roots",
    1,
    (Column("path", "text", nullable=False), Column("time", "real", nullable=False)),
    key=("path",),
)
"""Folders that were learnt, and when last. Not derived from saves, as `SHOWN`."""

PAST = Table(
    "past_versions",
    2,
    (
        Column("path", "text", nullable=False),
        Column("object", "text", nullable=False),
        Column("content", "text"),
        Column("author", "text"),
        Column("email", "text"),
    ),
    key=("path", "object"),
)
"""Versions of files that were taken, or could not be, from a version history, with who wrote there that he made them.
Not derived from saves, as `SHOWN`."""

PASSES = Table(
    "passes",
    1,
    (Column("name", "text", nullable=False), Column("under", "text", nullable=False)),
    key=("name",),
)
"""Under what a pass over the whole archive was last done to its end. It tells nothing that the rows do not; it only
spares looking."""

PROFILES = Table(
    "profiles",
    1,
    (
        Column("user", "text", nullable=False),
        Column("under", "text", nullable=False),
        Column("profile", "packed", nullable=False),
    ),
    key=("user",),
)
"""Profiles as they were last fitted, as they are exported, under all that they rest on. They tell nothing that the rows
and words do not, and only spare fitting."""

ALL = (*history_tables.TABLES, *verdict_tables.TABLES, DERIVATION, CONTEXT, PLUGINS, NAMES, TESTS, TESTED)
"""What is derived: made again by `rebuild`."""

BESIDE = (PASSES, PROFILES, SHOWN, ROOTS, PAST, SCRIPTS)
"""What is kept beside it."""
