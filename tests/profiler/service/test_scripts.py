"""The engineer's own JSFX files through the whole walk: given late, changed, gone, they name what old saves hold."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from profiler.config import Config
from profiler.service.pipeline import Pipeline
from store import derived

OpenStore = Callable[..., Pipeline]
START = 1_700_000_000
GAIN = "desc:Mine\nslider1:0<-60,12>Trim (dB)\nslider2:0<0,1,1{Clean,Warm}>Colour\n@init\n"


def write_song(folder: Path, name: str = "Ash") -> list[Path]:
    """Four saves with the engineer's own script on a track, whose first two sliders are moved."""
    folder.mkdir(parents=True, exist_ok=True)
    guid = "{AAAAAAAA-0000-4000-8000-000000000001}"
    paths = []
    for day, (trim, colour) in enumerate([(0, 0), (-1.5, 0), (-1.5, 1), (-3, 1)]):
        lines = [f'<REAPER_PROJECT 0.1 "6.80/win64" {START + day * 86_400}', "TEMPO 97 4 4", f"<TRACK {guid}"]
        lines += ['NAME "Lead Vox"', "VOLPAN 1 0 -1 -1 1", "NCHAN 2", "FX 1", f"TRACKID {guid}", "<FXCHAIN"]
        lines += ["BYPASS 0 0 0", '<JS Mine/Gain.jsfx ""', f"{trim} {colour} " + "- " * 62, ">", "FXID {BBBB}"]
        lines += ["<PARMENV 0 -60 12 0", "ACT 1 -1", "PT 0 -2 0", ">"] if day == 3 else []
        path = folder / f"{name} v{day + 1}.rpp"
        path.write_text("\n".join([*lines, ">", ">", ">", ""]), encoding="utf-8")
        paths.append(path)
    return paths


def put(folder: Path, source: str) -> Path:
    file = folder / "Mine" / "Gain.jsfx"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(source, encoding="utf-8")
    return file


def told(pipeline: Pipeline) -> list[tuple[str, object, object, str]]:
    return [
        (one.move.term, one.move.before, one.move.after, one.move.unit)
        for one in pipeline.moves("Ash")
        if one.move.term.startswith("plugin.")
    ]


def learn(pipeline: Pipeline, folder: Path) -> None:
    pipeline.learn([str(folder)], user=pipeline.user().id)


NUMBERED = [("plugin.slider 1", 0.0, -1.5, ""), ("plugin.slider 2", 0.0, 1.0, "")]
NAMED = [("plugin.Trim", 0.0, -1.5, "dB"), ("plugin.Colour", "Clean", "Warm", "")]


def test_a_folder_that_is_named_later_reaches_saves_that_were_learnt_before_and_are_gone(
    tmp_path: Path, open_store: OpenStore
):
    saves = write_song(tmp_path / "archive")
    pipeline = open_store("one", config=Config(jsfx_folders=(str(tmp_path / "none"),)))
    learn(pipeline, tmp_path / "archive")
    assert told(pipeline)[:2] == NUMBERED
    pipeline.close()
    for path in saves:
        path.unlink()
    put(tmp_path / "Effects", GAIN)
    pipeline = open_store("one", config=Config(jsfx_folders=(str(tmp_path / "Effects"),)))
    learn(pipeline, tmp_path / "archive")
    assert told(pipeline)[:2] == NAMED


def test_a_changed_script_is_read_again_and_a_missing_one_remembered(tmp_path: Path, open_store: OpenStore):
    write_song(tmp_path / "archive")
    file = put(tmp_path / "Effects", GAIN)
    pipeline = open_store("one", config=Config(jsfx_folders=(str(tmp_path / "Effects"),)))
    learn(pipeline, tmp_path / "archive")
    assert told(pipeline)[:2] == NAMED
    put(tmp_path / "Effects", GAIN.replace("Trim", "Output Trim"))
    learn(pipeline, tmp_path / "archive")
    assert told(pipeline)[0] == ("plugin.Output Trim", 0.0, -1.5, "dB")
    file.unlink()
    learn(pipeline, tmp_path / "archive")
    pipeline.rebuild()
    assert told(pipeline)[0] == ("plugin.Output Trim", 0.0, -1.5, "dB")
    (use,) = pipeline.plugins.uses()
    assert (use.named, use.script) == (1, str(file))


def test_nothing_is_derived_again_while_scripts_stay_as_they_are(tmp_path: Path, open_store: OpenStore):
    write_song(tmp_path / "archive")
    put(tmp_path / "Effects", GAIN)
    pipeline = open_store("one", config=Config(jsfx_folders=(str(tmp_path / "Effects"),)))
    learn(pipeline, tmp_path / "archive")
    seen: list[str] = []
    pipeline.learn([str(tmp_path / "archive")], user=pipeline.user().id, progress=lambda one: seen.append(one.stage))
    assert "following" not in seen


def test_a_curve_over_a_slider_is_of_that_slider(tmp_path: Path, open_store: OpenStore):
    write_song(tmp_path / "archive")
    put(tmp_path / "Effects", GAIN)
    pipeline = open_store("one", config=Config(jsfx_folders=(str(tmp_path / "Effects"),)))
    learn(pipeline, tmp_path / "archive")
    # The last save automates the trim: what the file holds of it then is no move.
    assert not any(term == "plugin.Trim" and after == -3.0 for term, _, after, _ in told(pipeline))


def test_a_forgotten_song_leaves_no_script_behind(tmp_path: Path, open_store: OpenStore):
    write_song(tmp_path / "archive")
    pipeline = open_store("one", config=Config(jsfx_folders=(str(tmp_path),)))
    learn(pipeline, tmp_path / "archive")
    pipeline.forget_song("Ash")
    from profiler.service.scripts import SCRIPTS

    assert derived.select(pipeline._db, SCRIPTS) == []
