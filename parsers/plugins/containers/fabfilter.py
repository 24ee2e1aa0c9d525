"""FabFilter: a list of float32 in real units, as ``FFBS`` (a chunk) or ``FabF`` (a preset and younger chunks).

    FFBS   u32 1, u32 n, n × float32, then four letters of the product (``FQ3p``) …, u32 1, u32 length, preset name
    FabF   u32 version, u32 length, preset name, u32 0, u32 n, n × float32, …

Evidence: Pro-Q 3 (43 distinct states of 4 owners), Pro-MB, Pro-C 2, Pro-G, Pro-DS, Pro-L 2; envelope indices equal the
places in the list (PARMENV 1 "Band 1 Enabled", 2 "Band 1 Frequency").
"""

from __future__ import annotations

import math
import struct

from parsers.plugins.containers.contents import Budget, Contents
from parsers.plugins.errors import BrokenStateError

__all__ = ["parameters"]

_LONGEST_NAME = 4096
_MOST = 4096


def parameters(state: bytes, budget: Budget) -> Contents | None:
    """The list as ``parameter N``, N counted from 0, its count in the root; None where the state is not FabFilter's.

    Raises  BrokenStateError when the list is longer than the bytes or holds what is no number.
    """
    if state.startswith(b"FFBS"):
        place = 8
    elif state.startswith(b"FabF") and len(state) >= 12:
        (length,) = struct.unpack_from("<I", state, 8)
        if length > _LONGEST_NAME:
            raise BrokenStateError("a FabFilter preset's name is too long", offset=8)
        place = 16 + length
    else:
        return None
    if len(state) < place + 4:
        raise BrokenStateError("a FabFilter state ends inside its header")
    (count,) = struct.unpack_from("<I", state, place)
    if count > min(_MOST, (len(state) - place - 4) // 4):
        raise BrokenStateError(f"a FabFilter state is said to have {count} numbers", offset=place)
    numbers = struct.unpack_from(f"<{count}f", state, place + 4)
    if not all(map(math.isfinite, numbers)):
        raise BrokenStateError("a FabFilter state holds what is no number")
    budget.spend(fields=count)
    fields = {f"parameter {at}": number for at, number in enumerate(numbers)}
    return Contents("fabfilter", str(count), fields, numbered=True)
