"""The host's own list of parameters: eight marker bytes, then one float32 for each, in the order of its indices.

Evidence: 786 blocks of REAPER; a named parameter envelope's last point equals the float at its index.
"""

from __future__ import annotations

import math
import struct

from parsers.plugins.containers.contents import Budget, Contents
from parsers.plugins.errors import BrokenStateError
from parsers.plugins.scales import rounded
from parsers.plugins.wrapper import DUMP_MARKER

__all__ = ["parameters"]


def parameters(state: bytes, budget: Budget) -> Contents | None:
    """The list as ``parameter N``, N counted from 0 as envelopes count, or None where the state is none.

    Raises  BrokenStateError when the length is not that of whole numbers, or a number is none.
    """
    if not state.startswith(DUMP_MARKER):
        return None
    count, rest = divmod(len(state) - len(DUMP_MARKER), 4)
    if rest:
        raise BrokenStateError("a list of parameters ends inside a number")
    budget.spend(fields=count)
    numbers = struct.unpack_from(f"<{count}f", state, len(DUMP_MARKER))
    if not all(map(math.isfinite, numbers)):
        raise BrokenStateError("a list of parameters holds what is no number")
    fields = {f"parameter {place}": rounded(number) for place, number in enumerate(numbers)}
    return Contents("list", "", fields, numbered=True)
