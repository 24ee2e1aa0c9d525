"""The reasons there are, found by the folder: a new reason is a new file that offers ``REASON``."""

from __future__ import annotations

import importlib
import pkgutil
from functools import lru_cache

from profiler import justifications
from profiler.justifications.reason import Reason

__all__ = ["reasons"]


@lru_cache(maxsize=1)
def reasons() -> tuple[Reason, ...]:
    """Every reason, structural ones first, each part in the order of the catalogue's ids."""
    found = [
        module.REASON
        for entry in pkgutil.iter_modules(justifications.__path__)
        if hasattr(module := importlib.import_module(f"{justifications.__name__}.{entry.name}"), "REASON")
    ]
    return tuple(sorted(found, key=lambda reason: (not reason.structural, _order(reason.name))))


def _order(name: str) -> tuple[str, int]:
    """``R10 machine-made`` → (R, 10)."""
    code = name.partition(" ")[0]
    return code[0], int(code[1:])
