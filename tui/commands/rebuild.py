"""`mixtaste rebuild`: everything derived is made again."""

from __future__ import annotations

from tui.program import command
from tui.shell import Shell


@command(example="mixtaste rebuild")
def rebuild(shell: Shell) -> None:
    """Make everything again from the saves that were seen and the words that were said; no session file is needed."""
    from tui.progress import ProgressLine
    from tui.views.learning import learn_lines, learn_object

    with ProgressLine(shell.out) as progress:
        report = shell.pipeline.rebuild(progress=progress)
    shell.answer_one(lambda: learn_object(report), lambda: learn_lines(report))
