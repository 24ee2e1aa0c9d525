"""One engineer at the terminal application: what every screen is handed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from store.users import User
    from tui.ports import Pipeline

__all__ = ["Sitting"]


@dataclass(frozen=True, slots=True)
class Sitting:
    """The pipeline, whose words are taken, and whether pictures are drawn with ASCII alone."""

    pipeline: Pipeline
    user: User
    ascii: bool = False
