"""Making many frozen values quickly.

The `__init__` of a frozen dataclass sets each field through `object.__setattr__`, which takes several times as long as
a plain assignment. Where tens of thousands of clips are read, that is a third of the whole time.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import Any, TypeVar

__all__ = ["builder"]

_T = TypeVar("_T")


def builder(cls: type[_T]) -> Callable[..., _T]:
    """A function that makes instances of a frozen, slotted dataclass, by position or by name, as the class itself does.

    It fills an open twin with the same slots and then gives it the class: what comes out is an ordinary frozen
    instance.
    """
    fields = [
        (one.name, Any, dataclasses.field(default_factory=one.default_factory))
        if one.default_factory is not dataclasses.MISSING
        else (one.name, Any, dataclasses.field(default=one.default))
        for one in dataclasses.fields(cls)  # type: ignore[arg-type]
    ]
    twin: Any = dataclasses.make_dataclass(cls.__name__, fields, bases=cls.__bases__, slots=True, eq=False, repr=False)

    def build(*values: Any, **named: Any) -> _T:
        made = twin(*values, **named)
        made.__class__ = cls
        result: _T = made
        return result

    return build
