"""The console script: finds the command, runs it, and turns what comes of it into an exit code."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

import click

from parsers.errors import MixtasteError
from parsers.text import safe
from tui.command_table import COMMANDS
from tui.errors import WrongUseError
from tui.exits import Exit, exit_of
from tui.origin import check_origin
from tui.output import Manner, Output
from tui.program import LazyGroup, shell_of
from tui.shell import Shell

__all__ = ["main", "run"]


@click.group(
    cls=LazyGroup,
    table=COMMANDS,
    invoke_without_command=True,
    context_settings={"max_content_width": 100, "help_option_names": ["-h", "--help"]},
)
@click.version_option(package_name="mixtaste", prog_name="mixtaste")
@click.pass_context
def program(context: click.Context) -> None:
    """Learn how one mix engineer mixes, with reasons, from the sessions they already made.

    Without a command, the terminal application opens. Your sessions are only ever read; nothing leaves this machine.
    """
    if context.invoked_subcommand is None:
        shell = shell_of(context)
        if shell.manner.plain or shell.manner.json:
            from tui.line_mode import show_home

            show_home(shell)
            return
        from tui.terminal import open_application

        open_application(shell)


def run(arguments: Sequence[str], *, shell: Shell | None = None) -> int:
    """Run one command line and return its exit code.

    shell  a test's own, with its streams and pipeline
    """
    asked = list(arguments)
    manner = _manner_of(asked)
    out = shell.out if shell is not None else Output(manner)
    out.manner = manner
    try:
        check_origin()
        with program.make_context("mixtaste", asked, obj=shell) as context:
            ended = program.invoke(context)
        out.flush()
        return int(ended) if isinstance(ended, int) else Exit.DONE
    except click.exceptions.Exit as exit_:
        return exit_.exit_code
    except (KeyboardInterrupt, click.Abort):
        out.remark("interrupted")
        return Exit.INTERRUPTED
    except click.exceptions.NoArgsIsHelpError as bare:
        click.echo(bare.format_message(), err=True)
        return Exit.WRONG_USE
    except click.ClickException as wrong:
        return _tell(out, _in_our_words(wrong))
    except MixtasteError as error:
        _trace(manner)
        return _tell(out, error)
    except BrokenPipeError:
        # whoever read our output has seen enough; Python would complain once more when it closes the stream
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return Exit.DONE
    except Exception as fault:  # noqa: BLE001 - the outermost border: a fault of ours becomes one line
        _trace(manner)
        return _tell(
            out,
            MixtasteError(
                f"a fault in mixtaste itself: {type(fault).__name__}: {fault}",
                remedy="Give the same command with --debug to see where, and report it.",
            ),
            Exit.PARTLY,
        )


def main() -> None:
    """Entry point of the console script."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")  # a terminal that cannot show a name must not end the program
    sys.exit(run(sys.argv[1:]))


def _tell(out: Output, error: MixtasteError, code: Exit | None = None) -> int:
    code = exit_of(error) if code is None else code
    out.error(error, code)
    return code


def _trace(manner: Manner) -> None:
    """Print where the error that is being handled came from, when that was asked for."""
    if not manner.debug:
        return
    import traceback

    for line in traceback.format_exc().splitlines():
        click.echo(safe(line), err=True)


def _in_our_words(wrong: click.ClickException) -> WrongUseError:
    """Click's finding as one of ours: it echoes raw arguments, so they are made safe here already."""
    context = wrong.ctx if isinstance(wrong, click.UsageError) else None
    remedy = f"See {context.command_path} --help." if context is not None else ""
    return WrongUseError(safe(wrong.format_message()).rstrip("."), remedy=safe(remedy))


def _manner_of(arguments: Sequence[str]) -> Manner:
    """The manner as far as errors need it, read before the line is parsed, since parsing it may be what fails."""
    before_dashes = arguments[: arguments.index("--")] if "--" in arguments else arguments
    return Manner(json="--json" in before_dashes, debug="--debug" in before_dashes)
