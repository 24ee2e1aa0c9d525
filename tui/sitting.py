"""One engineer at the terminal application: what every screen is handed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from store.users import User
    from tui.ports import Pipeline

__all__ = ["Sitting"]

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Sitting:
    """The pipeline, whose words are taken, and whether pictures are drawn with ASCII alone.

    What takes longer than a key press may is done by threads of the screens; `do` lets one at a time at the pipeline.
    """

    pipeline: Pipeline
    user: User
    ascii: bool = False
    _one: Lock = field(default_factory=Lock)

    def do(self, work: Callable[[Pipeline, str], Result]) -> Result:
        """Do something with the pipeline, for the user with this id, when nobody else does."""
        with self._one:
            return work(self.pipeline, self.user.id)
