"""What a command is handed: how to answer, for whom, on which store; the store is opened when first needed."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import click

from parsers.text import safe
from tui.errors import WrongUseError
from tui.lines import Line
from tui.output import Manner, Output

if TYPE_CHECKING:
    from tui.ports import Pipeline

__all__ = ["Shell"]


_OTHER_VERSION = "Another version filled this store: what this one derives otherwise is derived again, once."


@dataclass(slots=True)
class Shell:
    """One run of the program.

    user      the name given with ``--user``, "" = whoever is signed in
    location  of the store as given with ``--store``, None = ``MIXTASTE_STORE`` or the platform's data folder
    open_pipeline  opens the pipeline on a location; tests put their own here
    """

    manner: Manner
    out: Output
    user: str = ""
    location: str | None = None
    open_pipeline: Callable[[Shell], Pipeline] | None = None
    _pipeline: Pipeline | None = field(default=None, init=False)

    @property
    def pipeline(self) -> Pipeline:
        """The pipeline on this run's store, opened once."""
        if self._pipeline is None:
            self._pipeline = (self.open_pipeline or _open_pipeline)(self)
        return self._pipeline

    @property
    def user_id(self) -> str:
        """Id of the user whom this run is about."""
        return self.pipeline.user(self.user).id

    def close(self) -> None:
        """Let go of the store, if it was opened."""
        if self._pipeline is not None:
            self._pipeline.close()
            self._pipeline = None

    def answer(
        self, objects: Callable[[], Iterable[Mapping[str, object]]], lines: Callable[[], Iterable[Line]]
    ) -> None:
        """Print a list: JSON Lines for programs, else the lines for people."""
        if self.manner.json:
            self.out.json_lines(objects())
        else:
            self.out.lines(lines())

    def confirm(self, question: str, *, yes: bool) -> None:
        """Go on only when the person agrees; ``yes`` is their ``--yes``."""
        if yes:
            return
        if self.manner.json or not sys.stdin.isatty():
            raise WrongUseError("this cannot be taken back, so it wants to be confirmed", remedy="Add --yes.")
        if not click.confirm(safe(question)):
            raise click.Abort

    def answer_one(self, value: Callable[[], Mapping[str, object]], lines: Callable[[], Iterable[Line]]) -> None:
        """Print one object, or its lines."""
        self.answer(lambda: [value()], lines)


def _open_pipeline(shell: Shell) -> Pipeline:
    from profiler import config
    from profiler.service.pipeline import open_pipeline
    from tui.progress import ProgressLine

    with ProgressLine(shell.out, heading=_OTHER_VERSION) as progress:
        return open_pipeline(shell.location, config.load(), progress=progress)
