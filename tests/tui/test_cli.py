from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import click
import pytest

from tui.cli import program, run
from tui.command_table import COMMANDS
from tui.exits import Exit
from tui.output import Manner, Output
from tui.shell import Shell

SESSION = """<REAPER_PROJECT 0.1 "7.0/linux-x86_64" 1600000000
  TEMPO 120 4 4
  <TRACK {00000001-0000-0000-0000-000000000000}
    NAME "Kick [in]\x1b[2J"
    VOLPAN 0.5 0 -1 -1 1
  >
>
"""
HEAVY = ("sqlalchemy", "alembic", "numpy", "scipy", "pandas", "sklearn", "textual", "rich", "soundfile", "pyloudnorm")


def shell() -> tuple[Shell, io.StringIO, io.StringIO]:
    out, err = io.StringIO(), io.StringIO()
    return Shell(Manner(), Output(Manner(), stdout=out, stderr=err)), out, err


def loaded(*arguments: str) -> set[str]:
    """Top packages in memory after the command."""
    code = (
        "import sys\nfrom tui.cli import run\n"
        f"code = run({list(arguments)!r})\n"
        "print(*{name.partition('.')[0] for name in sys.modules}, file=sys.stderr)\nsys.exit(code)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(done.stderr.split())


def test_help_loads_nothing_heavy():
    assert loaded("--help").isdisjoint(HEAVY)


@pytest.mark.parametrize("command", [["inspect"], ["inspect", "--json"], ["diff"]], ids=" ".join)
def test_reading_a_session_loads_neither_databases_nor_learning(command: list[str], tmp_path: Path):
    file = tmp_path / "song.rpp"
    file.write_text(SESSION)
    files = [str(file)] * (2 if command[0] == "diff" else 1)
    assert loaded(*command, *files).isdisjoint(set(HEAVY) - {"numpy"})


def test_the_help_lists_every_command_with_the_summary_that_the_command_has(capsys: pytest.CaptureFixture[str]):
    assert run(["--help"]) == Exit.DONE
    page = capsys.readouterr().out
    for name, entry in COMMANDS.items():
        assert name in page
        assert entry.summary in page


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_with_an_example_of_itself(name: str, capsys: pytest.CaptureFixture[str]):
    command = program.get_command(click.Context(program), name)
    assert command is not None
    names = [[name]]
    if isinstance(command, click.Group):
        names += [[name, inner] for inner in command.commands]
    for path in names:
        assert run([*path, "--help"]) == Exit.DONE
        page = capsys.readouterr().out
        assert f"mixtaste {path[0]}" in page.partition("Example:")[2]
        assert all(option in page for option in ("--json", "--plain", "--user", "--store", "--quiet", "--debug"))


def test_a_command_that_does_not_exist_is_answered_with_the_nearest():
    here, _, err = shell()
    assert run(["statu\x1b[2J"], shell=here) == Exit.WRONG_USE
    assert "There is no command statu␛[2J. Did you mean status?" in err.getvalue()


def test_wrong_use_is_one_line_of_json_for_programs():
    here, _, err = shell()
    assert run(["inspect", "--json"], shell=here) == Exit.WRONG_USE
    (line,) = err.getvalue().splitlines()
    told = json.loads(line)
    assert told["schema"] == "mixtaste/error/1"
    assert told["exit"] == 2


@pytest.mark.parametrize("argument", ["--au\x1b]52;c;eA==\x07dio", "--audio=\x9b\u202e[/]"])
def test_raw_arguments_are_shown_safely_in_errors(argument: str):
    here, _, err = shell()
    assert run(["learn", argument, "x"], shell=here) == Exit.WRONG_USE
    assert all(line.isprintable() for line in err.getvalue().splitlines())


def test_options_of_every_command_may_stand_before_or_after_it():
    asked = []

    def opener(given: Shell) -> None:
        asked.append((given.manner.json, given.user))
        raise KeyboardInterrupt

    for arguments in (["--json", "--user", "Anna", "status"], ["status", "--user", "Anna", "--json"]):
        here, _, _ = shell()
        here.open_pipeline = opener
        run(arguments, shell=here)
    assert asked == [(True, "Anna"), (True, "Anna")]


def test_a_fault_of_our_own_is_one_line_and_a_traceback_only_with_debug(capsys: pytest.CaptureFixture[str]):
    def broken(_: Shell) -> None:
        raise ZeroDivisionError("\x1b[2J")

    here, _, err = shell()
    here.open_pipeline = broken
    assert run(["status"], shell=here) == Exit.PARTLY
    assert "a fault in mixtaste itself: ZeroDivisionError: ␛[2J" in err.getvalue()
    assert "Traceback" not in capsys.readouterr().err
    assert run(["status", "--debug"], shell=here) == Exit.PARTLY
    traced = capsys.readouterr().err
    assert "Traceback" in traced
    assert "\x1b" not in traced


def test_an_interruption_ends_with_130():
    def interrupted(_: Shell) -> None:
        raise KeyboardInterrupt

    here, _, _ = shell()
    here.open_pipeline = interrupted
    assert run(["status"], shell=here) == Exit.INTERRUPTED


def test_without_a_terminal_the_application_is_refused_politely():
    here, _, err = shell()
    assert run([], shell=here) == Exit.WRONG_USE
    assert "needs a terminal" in err.getvalue()


def test_inspect_shows_a_session_and_diff_what_changed(tmp_path: Path):
    before, after = tmp_path / "a.rpp", tmp_path / "b.rpp"
    before.write_text(SESSION)
    after.write_text(SESSION.replace("VOLPAN 0.5", "VOLPAN 1"))
    here, out, _ = shell()
    assert run(["inspect", str(before)], shell=here) == Exit.DONE
    assert "Kick [in]␛[2J" in out.getvalue()
    assert "-6.0 dB" in out.getvalue()
    here, out, _ = shell()
    assert run(["diff", str(before), str(after)], shell=here) == Exit.DONE
    assert "Kick [in]␛[2J: fader -6.0 → 0.0 dB (+6.0)" in out.getvalue()
    here, out, err = shell()
    assert run(["diff", str(before), str(before)], shell=here) == Exit.DONE
    assert out.getvalue() == ""
    assert "no move" in err.getvalue()


@pytest.mark.parametrize(
    "arguments", [["inspect", "{file}", "--json"], ["diff", "{file}", "{other}", "--noise", "--json"]]
)
def test_what_reading_commands_tell_programs_is_of_its_schema(arguments: list[str], tmp_path: Path, conforms: Any):
    file, other = tmp_path / "a.rpp", tmp_path / "b.rpp"
    file.write_text(SESSION)
    other.write_text(SESSION.replace("VOLPAN 0.5", "VOLPAN 1").replace("7.0/linux", "7.1/linux"))
    here, out, _ = shell()
    assert run([each.format(file=file, other=other) for each in arguments], shell=here) == Exit.DONE
    for line in out.getvalue().splitlines():
        conforms(json.loads(line))


@pytest.mark.parametrize("name", ["missing.rpp", "folder", "empty.rpp", "picture.rpp"])
def test_what_cannot_be_read_ends_with_3_and_names_the_path(name: str, tmp_path: Path):
    (tmp_path / "folder").mkdir()
    (tmp_path / "empty.rpp").touch()
    (tmp_path / "picture.rpp").write_bytes(bytes(range(256)) * 20)
    here, _, err = shell()
    assert run(["inspect", str(tmp_path / name)], shell=here) == Exit.UNREADABLE
    assert name in err.getvalue()
