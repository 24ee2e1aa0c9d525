"""The state of plug-ins made with DPF (DISTRHO Plugin Framework): symbols and values, each closed by a zero byte.

    [__dpf_program__ NUL number NUL]  [__dpf_state_begin__ NUL {key NUL text NUL} __dpf_state_end__ NUL]
    __dpf_parameters_begin__ NUL {symbol NUL number NUL} __dpf_parameters_end__ NUL  0xFE

Symbols are those of the plug-in's LV2, numbers in the same units. What the program's own states hold is left out.

Evidence: the 16 VST3 of ZamAudio 4.1 with parameters, read from the plug-ins as they run: all begin and end so, and a
number that is changed is shown changed (`plugin host`).
"""

from __future__ import annotations

from parsers.plugins.containers.contents import Budget, Contents, scalar, text_of
from parsers.plugins.errors import BrokenStateError
from parsers.session import Scalar

__all__ = ["parameters"]

_MARK = b"__dpf_"
_BEGIN, _END = b"__dpf_parameters_begin__\0", b"__dpf_parameters_end__"


def parameters(state: bytes, budget: Budget) -> Contents | None:
    """The parameters of a DPF state, or None where the bytes are none.

    Raises  BrokenStateError when the list does not end, or a symbol has no number.
    """
    if not state.startswith(_MARK):
        return None
    start = state.find(_BEGIN)
    end = state.find(_END, start)
    if start < 0:
        return None
    if end < 0:
        raise BrokenStateError("a list of parameters does not end", offset=start)
    budget.spend(text=end - start)
    words = state[start + len(_BEGIN) : end].split(b"\0")[:-1]
    if len(words) % 2:
        raise BrokenStateError("a parameter has no number", offset=end)
    budget.spend(fields=len(words) // 2)
    fields: dict[str, Scalar] = {}
    for symbol, number in zip(words[::2], words[1::2], strict=True):
        fields[text_of(symbol)] = scalar(text_of(number))
    return Contents("dpf", "", fields)
