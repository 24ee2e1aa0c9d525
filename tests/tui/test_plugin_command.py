"""`mixtaste plugin`: what is shown, asked for and handed on."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest

from parsers.text import safe
from profiler.exports.teachings_json import read_teachings
from tui.cli import run
from tui.exits import Exit
from tui.output import Manner, Output
from tui.shell import Shell

TEACH = ["plugin", "teach", "x", "1.rpp", "2.rpp", "--as", "eq.1.frequency", "--reading", "1 kHz", "--reading", "2 kHz"]


def told(pipeline: Any, *arguments: str) -> tuple[int, str, str]:
    out, err = io.StringIO(), io.StringIO()
    shell = Shell(Manner(), Output(Manner(), stdout=out, stderr=err), open_pipeline=lambda _: pipeline)
    return run(list(arguments), shell=shell), out.getvalue(), err.getvalue()


@pytest.mark.parametrize(
    "arguments",
    [["plugin"], ["plugin", "list"], ["plugin", "list", "x"], ["plugin", "x"], ["plugin", "--unused"], TEACH],
    ids=" ".join,
)
def test_plug_ins_are_shown_as_safe_text_and_as_strict_json(
    pipeline: Any, hostile: str, conforms: Any, arguments: list[str]
):
    code, out, _ = told(pipeline, *arguments)
    assert code == Exit.DONE
    assert all(line.isprintable() for line in out.splitlines())
    assert safe(hostile)[:8] in out
    _, out, _ = told(pipeline, *arguments, "--json")
    assert out.isascii()
    assert out
    for line in out.splitlines():
        conforms(json.loads(line))


def test_teaching_hands_on_saves_and_readings_in_order(calm: Any):
    told(calm, *TEACH, "--track", "Vox")
    assert calm.told == [
        (
            "teach",
            "x",
            {
                "term": "eq.1.frequency",
                "shown": ("1 kHz", "2 kHz"),
                "saves": ("1.rpp", "2.rpp"),
                "track": "Vox",
                "unit": "",
            },
        )
    ]


def test_missing_readings_are_wrong_use_where_nobody_can_be_asked(calm: Any):
    code, _, err = told(calm, "plugin", "teach", "x", "--as", "plugin.Knob")
    assert code == Exit.WRONG_USE
    assert "--reading" in err


def test_forgetting_a_knob_wants_to_be_confirmed(calm: Any, conforms: Any):
    assert told(calm, "plugin", "forget", "x", "plugin.Knob")[0] == Exit.WRONG_USE
    code, out, _ = told(calm, "plugin", "forget", "x", "plugin.Knob", "--yes", "--json")
    assert code == Exit.DONE
    conforms(json.loads(out))


def test_an_exported_file_is_of_its_schema_and_is_taken_in_again(pipeline: Any, conforms: Any, tmp_path: Path):
    file = tmp_path / "plugins.json"
    assert told(pipeline, "plugin", "export", str(file))[0] == Exit.DONE
    conforms(json.loads(file.read_text()))
    assert read_teachings(file.read_bytes()) == list(pipeline.plugins.teachings())
    assert told(pipeline, "plugin", "import", str(file))[0] == Exit.DONE
    assert pipeline.told == [("taken", file.read_bytes())]


def test_export_replaces_nothing_else(calm: Any, tmp_path: Path):
    file = tmp_path / "mix.rpp"
    file.write_text("<REAPER_PROJECT")
    assert told(calm, "plugin", "export", str(file))[0] != Exit.DONE
    assert file.read_text() == "<REAPER_PROJECT"


def test_a_file_that_cannot_be_read_is_named(calm: Any, tmp_path: Path):
    code, _, err = told(calm, "plugin", "import", str(tmp_path / "none.json"))
    assert code == Exit.UNREADABLE
    assert "none.json" in err


def test_a_plug_in_is_asked_for_its_states_and_what_failed_is_told(pipeline: Any, hostile: str, conforms: Any):
    code, out, _ = told(pipeline, "plugin", "host", "x", "--vst3", "/x/X.vst3")
    assert code == Exit.PARTLY
    assert "12 parameters with 2 of 3 states" in out
    assert all(line.isprintable() for line in out.splitlines())
    assert safe(hostile)[:8] in out
    conforms(json.loads(told(pipeline, "plugin", "host", "x", "--json")[1]))
    assert pipeline.told[0] == ("asked", "x", "/x/X.vst3")


def test_what_a_plug_in_showed_is_taken_back(calm: Any, conforms: Any):
    code, out, _ = told(calm, "plugin", "host", "x", "--forget", "--json")
    assert code == Exit.DONE
    conforms(json.loads(out))
    assert calm.told == [("unasked", "x")]
