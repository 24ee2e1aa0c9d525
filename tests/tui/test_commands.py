"""Every command: what it says to people holds no stranger's escape or markup, what it says to programs is strict JSON
of its schema, and it does what it is asked.
"""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest

from parsers.text import safe
from tui.cli import run
from tui.exits import Exit
from tui.output import Manner, Output
from tui.shell import Shell

SCHEMAS = Path(__file__).parents[2] / "docs" / "schemas"

SHOWING = [
    ["songs"],
    ["saves", "x"],
    ["moves"],
    ["settings"],
    ["status"],
    ["why", "m1"],
    ["questions"],
    ["answer", "q1", "taste"],
    ["window", "list"],
    ["profile", "show"],
    ["user", "list"],
    ["learn", "/x"],
    ["learn", "/x", "--dry-run"],
    ["watch", "/x"],
]


def told(pipeline: Any, *arguments: str) -> tuple[int, str, str]:
    """Exit code, standard output and standard error of one command."""
    out, err = io.StringIO(), io.StringIO()
    shell = Shell(Manner(), Output(Manner(), stdout=out, stderr=err), open_pipeline=lambda _: pipeline)
    return run(list(arguments), shell=shell), out.getvalue(), err.getvalue()


@pytest.mark.parametrize("arguments", SHOWING, ids=" ".join)
@pytest.mark.parametrize("plain", [[], ["--plain"]], ids=["usual", "plain"])
def test_a_command_shows_strangers_names_as_text(pipeline: Any, hostile: str, arguments: list[str], plain: list[str]):
    code, out, err = told(pipeline, *arguments, *plain)
    assert code in {Exit.DONE, Exit.PARTLY}
    assert all(line.isprintable() for line in (out + err).splitlines())
    assert safe(hostile)[:8] in out or arguments[0] == "answer"  # a narrow column may cut the rest


@pytest.mark.parametrize("arguments", SHOWING, ids=" ".join)
def test_a_command_gives_strict_json_of_its_schema(pipeline: Any, arguments: list[str], conforms: Any):
    _, out, _ = told(pipeline, *arguments, "--json")
    assert out.isascii()
    assert "\x1b" not in out
    for line in out.splitlines():
        conforms(json.loads(line))
    assert out


def test_rank_shows_and_tells_its_suggestions(pipeline: Any, hostile: str, tmp_path: Path, conforms: Any):
    file = tmp_path / "candidates.json"
    file.write_text('[{"id": "a", "changes": []}]')
    code, out, _ = told(pipeline, "rank", str(file), "--session", "x.rpp")
    assert code == Exit.DONE
    assert safe(hostile) in out
    assert all(line.isprintable() for line in out.splitlines())
    _, out, _ = told(pipeline, "rank", str(file), "--session", "x.rpp", "--json")
    conforms(json.loads(out))
    assert pipeline.told[0] == ("rank", "x.rpp", [{"id": "a", "changes": []}])


def test_candidates_that_are_no_json_are_told_with_their_line(calm: Any, tmp_path: Path):
    file = tmp_path / "candidates.json"
    file.write_text("[\n{]")
    code, _, err = told(calm, "rank", str(file), "--session", "x.rpp")
    assert code == Exit.UNREADABLE
    assert "candidates.json, line 2: no JSON" in err


def test_learn_hands_on_what_was_asked_and_ends_in_part_when_a_file_failed(calm: Any):
    code, out, _ = told(calm, "learn", "/a", "/b", "--audio", "none", "--as-song", "Song", "--workers", "2", "--again")
    assert code == Exit.PARTLY
    how = calm.told[0][2]
    assert calm.told[0][1] == ("/a", "/b")
    assert {key: how[key] for key in ("audio", "as_song", "workers", "again", "dry_run")} == {
        "audio": "none",
        "as_song": "Song",
        "workers": 2,
        "again": True,
        "dry_run": False,
    }
    assert "1 could not be read" in out


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        (["2"], ("answer", "q1", "taste", "")),
        (["T1", "fits"], ("answer", "q1", "T1 fits", "")),
        (["it", "was", "dull"], ("answer", "q1", None, "it was dull")),
        (["skip"], ("skip", "q1")),
        (["too_much"], ("window", "q1", "too_much")),
    ],
)
def test_an_answer_is_a_choice_own_words_a_skip_or_a_windows(calm: Any, said: list[str], kept: tuple[object, ...]):
    code, _, _ = told(calm, "answer", "q1", *said)
    assert code == Exit.DONE
    assert calm.told == [kept]


def test_a_window_question_tells_its_value_to_programs_only(calm: Any, conforms: Any):
    _, out, _ = told(calm, "window", "ask", "lead vocal:eq.2.gain", "--json")
    question = json.loads(out)
    conforms(question)
    assert question["value"] == -4.25
    _, out, _ = told(calm, "window", "ask", "--plain")
    assert "4.25" not in out
    assert "4.2" not in out


def test_window_show_and_forget_name_near_controls(calm: Any):
    code, out, _ = told(calm, "window", "show", "lead vocal:eq.2.gain@Lead Vox")
    assert code == Exit.DONE
    assert "upper edge" in out
    code, _, err = told(calm, "window", "show", "lead vocal:eq.2.gane")
    assert code == Exit.WRONG_USE
    assert "lead vocal:eq.2.gain@Lead Vox" in err
    code, _, _ = told(calm, "window", "forget", "lead vocal:eq.2.gain@Lead Vox", "--yes")
    assert calm.told == [("forget", "lead vocal:eq.2.gain@Lead Vox")]


def test_what_cannot_be_taken_back_wants_yes(calm: Any):
    code, _, err = told(calm, "forget", "song", "Lead Vox")
    assert code == Exit.WRONG_USE
    assert "--yes" in err
    code, out, _ = told(calm, "forget", "song", "Lead Vox", "--yes", "--json")
    assert (code, json.loads(out)["saves"]) == (Exit.DONE, 1)


@pytest.mark.parametrize("kind", ["accept", "retry", "ignore"])
def test_what_became_of_a_suggestion_is_stored(calm: Any, kind: str):
    assert told(calm, "suggest", kind, "x1")[0] == Exit.DONE
    assert calm.told == [("feedback", "x1", kind)]


def test_a_profile_is_exported_whole_and_replaces_nothing_else(calm: Any, tmp_path: Path, conforms: Any):
    file = tmp_path / "taste.json"
    assert told(calm, "profile", "export", str(file))[0] == Exit.DONE
    conforms(json.loads(file.read_text()))
    assert told(calm, "profile", "export", str(file))[0] == Exit.DONE
    session = tmp_path / "song.rpp"
    session.write_text("<REAPER_PROJECT")
    code, _, err = told(calm, "profile", "export", str(session))
    assert code == Exit.UNREADABLE
    assert "something else than a profile" in err
    assert session.read_text() == "<REAPER_PROJECT"


def test_a_profile_is_imported_from_a_file_that_is_there(calm: Any, tmp_path: Path):
    code, _, err = told(calm, "profile", "import", str(tmp_path / "missing.json"))
    assert code == Exit.UNREADABLE
    assert "missing.json: cannot be read" in err


def test_questions_are_asked_line_by_line(calm: Any, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("sys.stdin", io.StringIO("\n2\n"))
    code, out, _ = told(calm, "ask", "--plain")
    assert code == Exit.DONE
    assert calm.told == [("answer", "q1", "taste", "")]
    assert "2: Taste: I like it so." in out
    assert "It also settled 1 similar move" in out


def test_values_are_judged_line_by_line(calm: Any, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("sys.stdin", io.StringIO("what\n1\nfine\n"))
    told(calm, "window", "ask", "--plain")
    assert calm.told == [("window", "w1", "too_much"), ("window", "w1", "fine")]


def test_without_a_command_plain_lines_say_what_waits(pipeline: Any, hostile: str, conforms: Any):
    code, out, _ = told(pipeline, "--plain")
    assert code == Exit.DONE
    assert safe(hostile) in out
    assert "1 question waits" in out
    assert "mixtaste ask --plain" in out
    conforms(json.loads(told(pipeline, "--json")[1]))


def test_configuration_is_shown_set_and_kept(calm: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, conforms: Any):
    monkeypatch.setenv("MIXTASTE_CONFIG", str(tmp_path / "config.toml"))
    assert told(calm, "config", "set", "objective", "0.9")[0] == Exit.DONE
    _, out, _ = told(calm, "config", "get", "objective")
    assert out == "0.9\n"
    _, out, _ = told(calm, "config", "show", "--json")
    conforms(json.loads(out))
    code, _, err = told(calm, "config", "set", "objektive", "0.9")
    assert code == Exit.WRONG_USE
    assert "objective" in err
    assert told(calm, "config", "path")[1] == f"{tmp_path / 'config.toml'}\n"


def test_a_session_that_is_only_looked_at_speaks_in_the_names_of_the_persons_own_scripts(
    calm: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("MIXTASTE_CONFIG", str(tmp_path / "config.toml"))
    files = []
    for number, trim in enumerate((0, -3)):
        lines = ['<REAPER_PROJECT 0.1 "6.80/win64" 1700000000', "<TRACK", 'NAME "Lead"', "<FXCHAIN", "BYPASS 0 0 0"]
        lines += ['<JS Mine/Gain.jsfx ""', f"{trim} - -", ">", "FXID {BBBB}", ">", ">", ">", ""]
        files.append(tmp_path / f"{number}.rpp")
        files[-1].write_text("\n".join(lines))
    effects = tmp_path / "Effects" / "Mine"
    effects.mkdir(parents=True)
    (effects / "Gain.jsfx").write_text("slider1:0<-60,12>Trim (dB)\n@init\n")
    assert "slider 1" in told(calm, "diff", *map(str, files))[1]
    told(calm, "config", "set", "jsfx_folders", str(tmp_path / "Effects"))
    _, out, _ = told(calm, "diff", *map(str, files))
    assert "Trim" in out
    assert "dB" in out
    assert "plugin.Trim" in told(calm, "inspect", str(files[0]), "--json")[1]
