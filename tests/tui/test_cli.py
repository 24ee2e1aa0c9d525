from __future__ import annotations

import io
import json
import subprocess
import sys

import click
import pytest

from tui.cli import program, run
from tui.command_table import COMMANDS
from tui.exits import Exit
from tui.output import Manner, Output
from tui.shell import Shell

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


def test_a_fault_of_our_own_is_one_line_and_a_traceback_only_with_debug():
    def broken(_: Shell) -> None:
        raise ZeroDivisionError("\x1b[2J")

    here, _, err = shell()
    here.open_pipeline = broken
    assert run(["status"], shell=here) == Exit.PARTLY
    assert "a fault in mixtaste itself: ZeroDivisionError: ␛[2J" in err.getvalue()
    with pytest.raises(ZeroDivisionError):
        run(["status", "--debug"], shell=here)


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
