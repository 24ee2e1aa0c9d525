"""Teaching through the whole walk: what was taught reaches old saves, survives a rebuild, and can be taken back."""

from __future__ import annotations

import base64
from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random

import pytest

from parsers.plugins.teaching.errors import TeachingError
from parsers.plugins.wrapper import wrap
from profiler.exports.checked import ImportRefusedError
from profiler.exports.teachings_json import dumps, read_teachings
from profiler.service.pipeline import Pipeline
from profiler.studio.unknown_plugin import CONTAINERS, Container, UnknownPlugin

OpenStore = Callable[..., Pipeline]
UID = 1853045092
TERM = "compressor.threshold"
START = 1_700_000_000


def unknown(container: Container = "xml") -> UnknownPlugin:
    """A plug-in whose second knob is a threshold of -60 … 0 dB."""
    return UnknownPlugin(container, "linear", 6, 1, (4,), ">d", -60.0, 0.0, "dB", 1)


def insert(state: bytes, *envelopes: str) -> list[str]:
    wrapped = wrap(state, uid=UID)
    lines = [base64.b64encode(part).decode() for part in (wrapped.header, wrapped.state, wrapped.trailer)]
    curves = [line for one in envelopes for line in (f"<PARMENV {one}", "ACT 1 -1", "PT 0 0.5 0", ">")]
    head = f'<VST "VST: Nobody Knows (Nobody)" x.dll 0 "" {UID} ""'
    return ["BYPASS 0 0 0", head, *lines, ">", "FXID {AAAA}", *curves]


def write(path: Path, day: int, state: bytes, *envelopes: str, key: str = "A") -> Path:
    """A project of one track with the plug-in on it."""
    guid = f"{{{key * 8}-0000-4000-8000-000000000001}}"
    lines = [f'<REAPER_PROJECT 0.1 "6.80/win64" {START + day * 86_400}', "TEMPO 97 4 4", f"<TRACK {guid}"]
    lines += ['NAME "Lead Vox"', "VOLPAN 1 0 -1 -1 1", "NCHAN 2", "FX 1", f"TRACKID {guid}", "<FXCHAIN"]
    lines += [*insert(state, *envelopes), ">", ">", ">", ""]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def write_line(
    folder: Path, name: str, plugin: UnknownPlugin, positions: Sequence[float], *, first: int, key: str = "A"
) -> list[Path]:
    """Saves of one song with the knob at these places."""
    rng = Random(first)
    others = (0.2, 0.0, 0.7, 0.1, 0.0, 0.9)
    return [
        write(folder / name / f"{name} v{number}.rpp", first + number, plugin.state(position, others, rng), key=key)
        for number, position in enumerate(positions, 1)
    ]


WIGGLE = [0.15, 0.5, 0.85]


def learn(pipeline: Pipeline, *paths: Path) -> None:
    pipeline.learn([str(path) for path in paths], user=pipeline.user().id)


def teach(pipeline: Pipeline, plugin: UnknownPlugin, saves: Sequence[Path], **more: object):
    shown = [plugin.shown(position) for position in WIGGLE]
    given = [str(path) for path in saves]
    return pipeline.plugins.teach(pipeline.user().id, "nobody knows", term=TERM, shown=shown, saves=given, **more)


def thresholds(pipeline: Pipeline, song: str) -> list[tuple[float, float]]:
    return [
        (round(one.move.before, 1), round(one.move.after, 1)) for one in pipeline.moves(song) if one.move.term == TERM
    ]


@pytest.mark.parametrize("container", CONTAINERS)
def test_a_taught_knob_reaches_saves_that_were_learnt_before_and_are_gone(
    tmp_path: Path, open_store: OpenStore, container: Container
):
    plugin = unknown(container)
    old = write_line(tmp_path / "old", "Ash", plugin, [0.3, 0.3, 0.3, 0.3, 0.6], first=1)
    pipeline = open_store()
    learn(pipeline, tmp_path / "old")
    for path in old:
        path.unlink()
    assert thresholds(pipeline, "Ash") == []
    wiggle = write_line(tmp_path / "new", "Wiggle", plugin, WIGGLE, first=50, key="B")
    taught = teach(pipeline, plugin, wiggle)
    assert taught.readings[0][1] == plugin.shown(WIGGLE[0])
    assert thresholds(pipeline, "Ash") == [(-42.0, -24.0)]
    setting = next(one for one in pipeline.settings("Ash") if one.term == TERM)
    assert (round(float(setting.value), 1), setting.unit) == (-24.0, "dB")


def test_a_teaching_survives_a_rebuild_and_can_be_taken_back(tmp_path: Path, open_store: OpenStore):
    plugin = unknown()
    saves = write_line(tmp_path, "Ash", plugin, [0.3, 0.3, 0.3, 0.3, *WIGGLE], first=1)
    pipeline = open_store()
    learn(pipeline, tmp_path)
    teach(pipeline, plugin, saves[-3:])
    before = thresholds(pipeline, "Ash")
    assert len(before) == 3
    pipeline.rebuild()
    assert thresholds(pipeline, "Ash") == before
    assert pipeline.plugins.forget("Nobody Knows", TERM) == 1
    assert thresholds(pipeline, "Ash") == []


def test_what_was_taught_counts_as_read(tmp_path: Path, open_store: OpenStore):
    plugin = unknown("bytes")
    saves = write_line(tmp_path, "Ash", plugin, [0.3, 0.3, 0.3, 0.3, *WIGGLE], first=1)
    pipeline = open_store()
    learn(pipeline, tmp_path)

    def read() -> tuple[int, int, dict[str, int]]:
        (use,) = pipeline.plugins.show("Nobody Knows")
        return use.named, use.opaque, dict(pipeline.status(pipeline.user().id).coverage)

    unread = read()
    teach(pipeline, plugin, saves[-3:])
    assert read() == (1, 0, {"named": 1})
    pipeline.plugins.forget("Nobody Knows", TERM)
    assert read() == unread == (0, 1, {"opaque": 1})


def test_the_latest_saves_of_a_song_do_as_well_as_files(tmp_path: Path, open_store: OpenStore):
    plugin = unknown("dump")
    write_line(tmp_path, "Ash", plugin, [0.3, 0.3, 0.3, 0.3, *WIGGLE], first=1)
    pipeline = open_store()
    learn(pipeline, tmp_path)
    shown = [plugin.shown(position) for position in WIGGLE]
    user = pipeline.user().id
    by_song = pipeline.plugins.teach(user, "Nobody Knows", term=TERM, shown=shown, saves=["Ash"])
    assert pipeline.plugins.teach(user, "Nobody Knows", term=TERM, shown=shown) == by_song


def test_what_was_taught_elsewhere_gives_the_same_moves(tmp_path: Path, open_store: OpenStore):
    plugin = unknown("bytes")
    saves = write_line(tmp_path, "Ash", plugin, [0.3, 0.3, 0.3, 0.3, *WIGGLE], first=1)
    mine, yours = open_store("mine"), open_store("yours")
    for pipeline in (mine, yours):
        learn(pipeline, tmp_path)
    teach(mine, plugin, saves[-3:])
    file = dumps(mine.plugins.teachings()).encode()
    assert b"Ash" not in file
    assert b"rpp" not in file
    assert len(yours.plugins.take_in(yours.user().id, file)) == 1
    assert thresholds(yours, "Ash") == thresholds(mine, "Ash")
    assert yours.plugins.take_in(yours.user().id, file) == []


def test_a_name_that_an_envelope_proves_in_one_song_names_the_place_in_all(tmp_path: Path, open_store: OpenStore):
    plugin = unknown("dump")
    write_line(tmp_path, "Ash", plugin, [0.2, 0.7], first=1)
    pipeline = open_store()
    learn(pipeline, tmp_path)
    assert {one.move.term for one in pipeline.moves("Ash")} >= {"plugin.parameter 1"}
    state = plugin.state(0.4, (0.5,) * 6, Random(3))
    write(tmp_path / "Birch" / "Birch.rpp", 90, state, "1:_Drive 0 1 0.5", key="B")
    learn(pipeline, tmp_path)
    assert "plugin.Drive" in {one.move.term for one in pipeline.moves("Ash")}
    (use,) = pipeline.plugins.show("Nobody Knows")
    assert use.names == {1: "Drive"}
    pipeline.forget_song("Birch")
    assert "plugin.parameter 1" in {one.move.term for one in pipeline.moves("Ash")}


def test_a_knob_named_by_an_envelope_is_taught_at_its_place_and_its_curve_speaks_its_unit(
    tmp_path: Path, open_store: OpenStore
):
    plugin = unknown("dump")
    saves = write_line(tmp_path, "Ash", plugin, [0.3, 0.3, 0.3, 0.3, *WIGGLE], first=1)
    state = plugin.state(0.4, (0.5,) * 6, Random(3))
    write(tmp_path / "Birch" / "Birch.rpp", 90, state, "1:_Drive 0 1 0.5", key="B")
    pipeline = open_store()
    learn(pipeline, tmp_path)
    assert teach(pipeline, plugin, saves[-3:]).term == TERM
    assert len(thresholds(pipeline, "Ash")) == 3
    setting = next(one for one in pipeline.settings("Birch") if one.term == TERM)
    assert setting.automated


def test_the_list_counts_instances_pairs_and_songs(tmp_path: Path, open_store: OpenStore):
    write_line(tmp_path, "Ash", unknown("bytes"), [0.2, 0.7, 0.7], first=1)
    pipeline = open_store()
    learn(pipeline, tmp_path)
    (use,) = pipeline.plugins.uses()
    assert (use.plugin.name, use.instances, use.opaque, use.pairs, use.changed) == ("Nobody Knows", 1, 1, 2, 2)
    assert list(use.songs.values()) == ["Ash"]
    with pytest.raises(TeachingError, match="no song holds"):
        pipeline.plugins.show("Nobody Know")


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"term": "fader.gain"}, "no term"),
        ({"term": "compressor.treshold"}, "no term"),
        ({"shown": ["-3 dB"]}, "one reading"),
        ({"shown": ["-3 dB", "900 dB"]}, "cannot be 900 dB"),
        ({"saves": ["a.rpp", "b.rpp", "c.rpp"]}, "3 saves and 2 readings"),
    ],
)
def test_what_cannot_be_taught_is_refused_with_a_sentence(
    open_store: OpenStore, changes: dict[str, object], sentence: str
):
    pipeline = open_store()
    given = {"term": TERM, "shown": ["-3 dB", "-9 dB"], "saves": [], **changes}
    with pytest.raises(TeachingError, match=sentence):
        pipeline.plugins.teach(pipeline.user().id, "Nobody Knows", **given)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"[]",
        b'{"schema": "mixtaste/teachings/1"}',
        b'{"schema": "mixtaste/teachings/1", "teachings": [{}]}',
        b'{"schema": "mixtaste/teachings/1", "teachings": [NaN]}',
    ],
)
def test_a_strangers_file_is_refused_whole(open_store: OpenStore, data: bytes):
    pipeline = open_store()
    with pytest.raises(ImportRefusedError):
        pipeline.plugins.take_in(pipeline.user().id, data)
    assert pipeline.plugins.teachings() == []


def test_each_field_of_a_teaching_is_checked(tmp_path: Path, open_store: OpenStore):
    import json

    plugin = unknown("bytes")
    saves = write_line(tmp_path, "Ash", plugin, [0.3, 0.3, 0.3, 0.3, *WIGGLE], first=1)
    pipeline = open_store()
    learn(pipeline, tmp_path)
    teach(pipeline, plugin, saves[-3:])
    good = json.loads(dumps(pipeline.plugins.teachings()))
    assert len(read_teachings(json.dumps(good).encode())) == 1
    bad = [
        ("term", "insert.enabled"),
        ("term", "plugin.a\x1b"),
        ("place", {"field": None, "length": 8, "offset": 6, "sort": "<f"}),
        ("place", {"field": None, "length": 8, "offset": 0, "sort": "<q"}),
        ("scale", {"law": "linear", "a": 1e99, "b": 1, "c": 1}),
        ("scale", {"law": "exec", "a": 1, "b": 1, "c": 1}),
        ("scale", {"law": "choice", "choices": [[1]]}),
        ("unit", 7),
        ("unit", "x" * 500),
        ("readings", [{"stored": None, "shown": "x"}]),
    ]
    for name, value in bad:
        one = {**good["teachings"][0], name: value}
        with pytest.raises(ImportRefusedError):
            read_teachings(json.dumps({**good, "teachings": [one]}).encode())


def test_a_plug_in_is_found_by_its_letters_and_near_ones_hold_them(tmp_path: Path, open_store: OpenStore):
    write_line(tmp_path, "Ash", unknown(), [0.3, 0.4], first=1)
    pipeline = open_store()
    learn(pipeline, tmp_path)
    assert [use.plugin.name for use in pipeline.plugins.show("nobody-KNOWS")] == ["Nobody Knows"]
    with pytest.raises(TeachingError) as refusal:
        pipeline.plugins.show("knows")
    assert "Nobody Knows" in refusal.value.remedy
