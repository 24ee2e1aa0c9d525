"""`mixtaste window`: between which values a control is fine."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tui.errors import WrongUseError
from tui.output import can_draw
from tui.program import group
from tui.shell import Shell
from tui.terminal import has_terminal, open_application
from tui.views.say import counted

if TYPE_CHECKING:
    from profiler.windows import Window


@group(example="mixtaste window list\nmixtaste window ask 'lead vocal:send.gain@reverb'")
def window() -> None:
    """Find between which values a control sounds fine to you: its window of acceptability.

    A control is written ROLE:TERM[@CIRCUMSTANCE], as `window list` prints it.
    """


@window.subcommand(name="list", example="mixtaste window list --json")
def list_(shell: Shell) -> None:
    """List the windows that your answers have begun or settled."""
    from tui.views.window import window_table

    found = shell.pipeline.windows(shell.user_id)
    shell.answer(
        lambda: [one.to_json(with_songs=True) for one in found], lambda: window_table(found, columns=shell.out.columns)
    )


@window.subcommand(example="mixtaste window show 'lead vocal:send.gain@reverb'")
@click.argument("control")
def show(shell: Shell, control: str) -> None:
    """Show one window in full, over songs and in each."""
    from tui.views.window import window_lines

    found = _named(shell, control)
    shell.answer_one(
        lambda: found.to_json(with_songs=True),
        lambda: window_lines(
            found,
            {song.id: song.name for song in shell.pipeline.songs()},
            columns=shell.out.columns,
            plain=shell.manner.plain,
            ascii=not can_draw(),
        ),
    )


@window.subcommand(example="mixtaste window ask\nmixtaste window ask 'kick:eq.2.gain' --json")
@click.argument("control", required=False)
def ask(shell: Shell, control: str | None) -> None:
    """Hear values and say too much, fine or not enough; the value itself is hidden from you.

    With --json one question is printed, with its value, for a program that plays it; give its answer with
    `mixtaste answer ID too_much`.
    """
    if shell.manner.json:
        from tui.views.window import question_object

        question = shell.pipeline.window_question(shell.user_id, control)
        if question is not None:
            shell.out.json_line(question_object(question))
        return
    if has_terminal() and not shell.manner.plain:
        open_application(shell, begin="window", control=control)
        return
    from tui.line_mode import ask_windows

    ask_windows(shell, control)


@window.subcommand(example="mixtaste window forget 'lead vocal:send.gain@reverb' --yes")
@click.argument("control")
@click.option("--yes", is_flag=True, help="Do not ask.")
def forget(shell: Shell, control: str, *, yes: bool) -> None:
    """Take back every answer about one control."""
    found = _named(shell, control)
    shell.confirm(f"Take back {counted(found.answers, 'answer')} about {control}?", yes=yes)
    gone = shell.pipeline.window_forget(shell.user_id, control)
    shell.answer_one(
        lambda: {"schema": "mixtaste/forgotten/1", "control": control, "answers": gone},
        lambda: [("Took back ", counted(gone, "answer"), " about ", control)],
    )


def _named(shell: Shell, control: str) -> Window:
    """The window of this control. Raises WrongUseError, which names near ones."""
    from difflib import get_close_matches

    found = {one.id: one for one in shell.pipeline.windows(shell.user_id)}
    if control not in found:
        near = get_close_matches(control, found, n=3, cutoff=0.4)
        raise WrongUseError(
            f"there is no window for {control}",
            remedy=f"Near ones: {', '.join(near)}." if near else "See: mixtaste window list",
        )
    return found[control]
