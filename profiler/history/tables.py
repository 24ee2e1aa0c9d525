"""History's derived tables: their columns, and records as rows and back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import Any, TypeAlias

from profiler.history.facts import Facts
from profiler.history.json import (
    from_number,
    object_from_json,
    object_json,
    stretch_from_json,
    stretch_json,
    to_number,
)
from profiler.history.records import Gesture, Move, MoveObject, Role, Save, Setting, Song, SongHistory
from store.derived import Column, Table

__all__ = [
    "FACTS",
    "GESTURES",
    "MOVES",
    "ROLES",
    "SAVES",
    "SETTINGS",
    "SONGS",
    "TABLES",
    "Rows",
    "facts_from",
    "facts_rows",
    "from_rows",
    "rows_of",
]

Row: TypeAlias = dict[str, Any]
Rows: TypeAlias = dict[str, list[Row]]
"""Table name → rows."""

VERSION = 13
"""Of the derivation: raised whenever the same saves would give other moves, gestures, settings or roles."""

FACTS_VERSION = 11
"""Of the facts: raised whenever the same save would give others. They take every save to be read again."""


def _text(name: str, *, indexed: bool = False, nullable: bool = False) -> Column:
    return Column(name, "text", nullable=nullable, indexed=indexed)


FACTS = Table(
    "history_facts",
    FACTS_VERSION,
    (
        _text("path"),
        _text("content"),
        _text("user"),
        Column("recorded", "integer", nullable=False),
        _text("fingerprint"),
        Column("mtime", "real", nullable=False),
        Column("saved_at", "real"),
        _text("format"),
        _text("app_version"),
        Column("track_ids", "json", nullable=False),
        Column("track_names", "json", nullable=False),
        Column("fragment", "integer", nullable=False),
        Column("sketch", "blob", nullable=False),
        Column("parts", "json", nullable=False),
        Column("scripts", "json", nullable=False),
    ),
    key=("path", "content", "user", "recorded"),
)
SONGS = Table(
    "history_songs",
    VERSION,
    (
        _text("id"),
        _text("name"),
        Column("tags", "json", nullable=False),
        Column("excluded", "integer", nullable=False),
        Column("template", "integer", nullable=False),
        Column("parts", "json", nullable=False),
    ),
    key=("id",),
)
SAVES = Table(
    "history_saves",
    VERSION,
    (
        _text("id"),
        _text("song", indexed=True),
        Column("order", "integer", nullable=False),
        _text("path"),
        Column("time", "real"),
        _text("parent", nullable=True),
        _text("user"),
        _text("app_version"),
        _text("content"),
        _text("fingerprint"),
    ),
    key=("song", "order"),
)
MOVES = Table(
    "history_moves",
    VERSION,
    (
        _text("id", indexed=True),
        _text("song", indexed=True),
        Column("place", "integer", nullable=False),
        _text("before_save"),
        _text("after_save"),
        Column("time", "real"),
        _text("user"),
        _text("family"),
        _text("term"),
        Column("object", "json", nullable=False),
        Column("before", "json"),
        Column("after", "json"),
        _text("unit"),
        Column("size_jnd", "json"),
        Column("audible", "integer", nullable=False),
        Column("automated", "integer", nullable=False),
        Column("count", "integer", nullable=False),
        _text("gesture", nullable=True),
        _text("undone_by", nullable=True),
        Column("stretch", "json"),
    ),
    key=("song", "place"),
)
GESTURES = Table(
    "history_gestures",
    VERSION,
    (
        _text("id"),
        _text("song", indexed=True),
        Column("place", "integer", nullable=False),
        _text("kind"),
        Column("moves", "json", nullable=False),
    ),
    key=("song", "place"),
)
SETTINGS = Table(
    "history_settings",
    VERSION,
    (
        _text("song", indexed=True),
        Column("place", "integer", nullable=False),
        _text("user"),
        _text("term"),
        Column("object", "json", nullable=False),
        Column("value", "json", nullable=False),
        _text("unit"),
        _text("save"),
        Column("time", "real"),
        Column("default", "json"),
        Column("first", "json"),
        Column("touched", "integer", nullable=False),
        Column("automated", "integer", nullable=False),
        Column("audible", "integer", nullable=False),
    ),
    key=("song", "place"),
)
ROLES = Table(
    "history_roles",
    VERSION,
    (
        _text("song", indexed=True),
        _text("track"),
        _text("name"),
        Column("probability", "real", nullable=False),
        Column("evidence", "json", nullable=False),
    ),
    key=("song", "track"),
)
TABLES: tuple[Table, ...] = (FACTS, SONGS, SAVES, MOVES, GESTURES, SETTINGS, ROLES)
"""All of them; every one but the facts is replaced song by song."""


def facts_rows(facts: Iterable[Facts]) -> list[Row]:
    """Rows of `FACTS`."""
    return [
        {
            **asdict(fact),
            "track_ids": list(fact.track_ids),
            "track_names": list(fact.track_names),
            "fragment": int(fact.fragment),
            "parts": list(fact.parts),
            "recorded": int(fact.recorded),
            "scripts": list(fact.scripts),
        }
        for fact in facts
    ]


def facts_from(rows: Iterable[Mapping[str, Any]]) -> list[Facts]:
    """Inverse of `facts_rows`."""
    return [
        Facts(
            **{
                **row,
                "track_ids": tuple(row["track_ids"]),
                "track_names": tuple(row["track_names"]),
                "fragment": bool(row["fragment"]),
                "parts": tuple(row["parts"]),
                "recorded": bool(row["recorded"]),
                "scripts": tuple(row["scripts"]),
            }
        )
        for row in rows
    ]


def rows_of(history: SongHistory) -> Rows:
    """All rows of one song, by table name (without the facts); what is noise is not kept."""
    told, song = history.song, history.song.id
    return {
        SONGS.name: [
            {
                "id": song,
                "name": told.name,
                "tags": list(told.tags),
                "excluded": int(told.excluded),
                "template": int(told.template),
                "parts": list(told.parts),
            }
        ],
        SAVES.name: [asdict(save) for save in history.song.saves],
        MOVES.name: [_move_row(move, place) for place, move in enumerate(history.moves)],
        GESTURES.name: [
            {"id": one.id, "song": song, "place": place, "kind": one.kind, "moves": list(one.moves)}
            for place, one in enumerate(history.gestures)
        ],
        SETTINGS.name: [_setting_row(setting, place) for place, setting in enumerate(history.settings)],
        ROLES.name: [
            {
                "song": song,
                "track": track,
                "name": role.name,
                "probability": role.probability,
                "evidence": list(role.evidence),
            }
            for track, role in sorted(history.roles.items())
        ],
    }


def from_rows(rows: Mapping[str, Sequence[Mapping[str, Any]]]) -> list[SongHistory]:
    """Histories from rows as `rows_of` gives them (of one song or many), songs in the order of their rows.

    A table that is left out counts as empty.
    """
    by_song: dict[str, dict[str, list[Mapping[str, Any]]]] = {song["id"]: {} for song in rows[SONGS.name]}
    for table in TABLES:
        if table not in (FACTS, SONGS):
            for row in rows.get(table.name, ()):
                if row["song"] in by_song:
                    by_song[row["song"]].setdefault(table.name, []).append(row)
    objects = _Objects()
    return [_history(song, by_song[song["id"]], objects) for song in rows[SONGS.name]]


class _Objects:
    """What moves and settings touched, made once for all rows that tell of it: an archive is held in memory."""

    def __init__(self) -> None:
        self._made: dict[int, tuple[Mapping[str, Any], MoveObject]] = {}
        self._equal: dict[Any, Any] = {}

    def of(self, stored: Mapping[str, Any]) -> MoveObject:
        """The object that is stored so; rows that were read together share what is stored."""
        known = self._made.get(id(stored))
        if known is None:
            one, made = self._one, object_from_json(stored)
            track, insert, send, clip = one(made.track), one(made.insert), one(made.send), one(made.clip)
            known = stored, one(MoveObject(track, insert, made.band, send, clip, made.envelope))
            self._made[id(stored)] = known
        return known[1]

    def _one(self, made: Any) -> Any:
        """Of equal ones the first that was made."""
        return self._equal.setdefault(made, made)


def _history(song: Mapping[str, Any], rows: Mapping[str, list[Mapping[str, Any]]], objects: _Objects) -> SongHistory:
    def of(table: Table) -> list[Mapping[str, Any]]:
        return rows.get(table.name, [])

    def placed(table: Table) -> list[Mapping[str, Any]]:
        return sorted(of(table), key=lambda row: int(row["place"]))

    saves = sorted(of(SAVES), key=lambda row: int(row["order"]))
    told = Song(
        song["id"],
        song["name"],
        tuple(Save(**row) for row in saves),
        tags=tuple(song["tags"]),
        excluded=bool(song["excluded"]),
        template=bool(song["template"]),
        parts=tuple(song["parts"]),
    )
    moves = tuple(_move(row, objects) for row in placed(MOVES))
    ids = {name: name for move in moves for name in (move.id, move.gesture) if name}  # one text for all who name it
    return SongHistory(
        song=told,
        moves=moves,
        gestures=tuple(
            Gesture(ids[row["id"]], tuple(ids[move] for move in row["moves"]), row["kind"]) for row in placed(GESTURES)
        ),
        settings=tuple(_setting(row, objects) for row in placed(SETTINGS)),
        roles={row["track"]: Role(row["name"], row["probability"], tuple(row["evidence"])) for row in of(ROLES)},
    )


def _move_row(move: Move, place: int) -> Row:
    return {
        "id": move.id,
        "song": move.song,
        "place": place,
        "before_save": move.before_save,
        "after_save": move.after_save,
        "time": move.time,
        "user": move.user,
        "object": object_json(move.object),
        "family": move.family,
        "term": move.term,
        "before": from_number(move.before),
        "after": from_number(move.after),
        "unit": move.unit,
        "size_jnd": from_number(move.size_jnd),
        "audible": int(move.audible),
        "automated": int(move.automated),
        "count": move.count,
        "gesture": move.gesture,
        "undone_by": move.undone_by,
        "stretch": stretch_json(move.stretch),
    }


def _move(row: Mapping[str, Any], objects: _Objects) -> Move:
    return Move(
        id=row["id"],
        object=objects.of(row["object"]),
        family=row["family"],
        term=row["term"],
        before=to_number(row["before"], row["unit"]),
        after=to_number(row["after"], row["unit"]),
        unit=row["unit"],
        size_jnd=to_number(row["size_jnd"], "JND"),
        audible=bool(row["audible"]),
        automated=bool(row["automated"]),
        count=row["count"],
        song=row["song"],
        before_save=row["before_save"],
        after_save=row["after_save"],
        time=row["time"],
        user=row["user"],
        gesture=row["gesture"],
        undone_by=row["undone_by"],
        stretch=stretch_from_json(row["stretch"]),
    )


def _setting_row(setting: Setting, place: int) -> Row:
    return {
        "song": setting.song,
        "place": place,
        "user": setting.user,
        "object": object_json(setting.object),
        "term": setting.term,
        "value": from_number(setting.value),
        "unit": setting.unit,
        "save": setting.save,
        "time": setting.time,
        "default": from_number(setting.default),
        "first": from_number(setting.first),
        "touched": int(setting.touched),
        "automated": int(setting.automated),
        "audible": int(setting.audible),
    }


def _setting(row: Mapping[str, Any], objects: _Objects) -> Setting:
    return Setting(
        song=row["song"],
        user=row["user"],
        object=objects.of(row["object"]),
        term=row["term"],
        value=to_number(row["value"], row["unit"]),
        unit=row["unit"],
        save=row["save"],
        time=row["time"],
        default=to_number(row["default"], row["unit"]),
        first=to_number(row["first"], row["unit"]),
        touched=bool(row["touched"]),
        automated=bool(row["automated"]),
        audible=bool(row["audible"]),
    )
