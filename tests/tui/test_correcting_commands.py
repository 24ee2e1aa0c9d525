"""Putting history right from the command line: what was asked for is said, in any spelling of the line."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest

from parsers.text import safe
from tui.cli import run
from tui.exits import Exit
from tui.output import Manner, Output
from tui.shell import Shell

SAYING = [
    (["songs", "merge", "a", "b"], ("merge", ("a", "b"))),
    (["songs", "split", "a", "--from", "s1", "--name", "n"], ("split", "a", "s1", "n")),
    (
        ["songs", "tag", "a", "client:Anna", "rough", "--remove", "old"],
        ("tag", "a", ("client:Anna", "rough"), ("old",)),
    ),
    (["songs", "exclude", "a"], ("exclude", "a", True)),
    (["songs", "exclude", "a", "--undo"], ("exclude", "a", False)),
    (["saves", "assign", "s1", "s2", "--user", "Anna"], ("maker", ("s1", "s2"), "u1")),
    (["--user", "Anna", "saves", "assign", "s1"], ("maker", ("s1",), "u1")),
    (["saves", "assign", "s1", "--nobody"], ("maker", ("s1",), "")),
    (["saves", "assign", "s1", "--song", "b"], ("assign", ("s1",), "b")),
    (["role", "set", "a", "Combi 2", "keys"], ("role", "a", "Combi 2", "keys")),
]


def told(pipeline: Any, *arguments: str) -> tuple[int, str, str]:
    out, err = io.StringIO(), io.StringIO()
    shell = Shell(Manner(), Output(Manner(), stdout=out, stderr=err), open_pipeline=lambda _: pipeline)
    return run(list(arguments), shell=shell), out.getvalue(), err.getvalue()


@pytest.mark.parametrize(("arguments", "kept"), SAYING, ids=lambda case: " ".join(map(str, case)))
def test_a_correction_is_said_shown_as_text_and_told_in_strict_json(
    pipeline: Any, hostile: str, conforms: Any, arguments: list[str], kept: tuple[object, ...]
):
    code, out, _ = told(pipeline, *arguments)
    assert code == Exit.DONE
    assert pipeline.told == [kept]
    assert all(line.isprintable() for line in out.splitlines())
    assert safe(hostile)[:8] in out
    _, out, _ = told(pipeline, *arguments, "--json")
    assert out.isascii()
    assert out
    for line in out.splitlines():
        conforms(json.loads(line))


@pytest.mark.parametrize("line", ["songs", "songs --json", "--json songs", "songs list", "songs --user x --plain"])
def test_songs_alone_lists_them(calm: Any, line: str):
    code, out, _ = told(calm, *line.split())
    assert code == Exit.DONE
    assert "Lead Vox" in out


@pytest.mark.parametrize("line", ["saves x", "saves --json x", "saves list x", "saves --store /s x"])
def test_saves_of_a_song_are_listed(calm: Any, line: str):
    code, out, _ = told(calm, *line.split())
    assert code == Exit.DONE
    assert "Lead Vox" in out


def test_saves_assigned_to_nothing_are_wrong_use(calm: Any):
    code, _, err = told(calm, "saves", "assign", "s1")
    assert code == Exit.WRONG_USE
    assert "--user NAME or --song NAME" in err


@pytest.mark.parametrize("name", ["songs", "saves", "role"])
def test_the_help_names_what_can_be_put_right(calm: Any, name: str, capsys: pytest.CaptureFixture[str]):
    assert told(calm, name, "--help")[0] == Exit.DONE
    assert {"songs": "merge", "saves": "assign", "role": "set"}[name] in capsys.readouterr().out


def test_a_folder_that_is_away_is_told(calm: Any):
    assert "/disk/Lead Vox is not there now" in told(calm, "status")[1]
