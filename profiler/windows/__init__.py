"""Windows of acceptability: between which values of a control this engineer finds it fine, and how surely.

controls   what is asked about (``ROLE:TERM[@CIRCUMSTANCE]``) and its answers
scales     each term in steps of about one audible unit, "more" always upwards
grid       the cells of the posterior and the likelihood of an answer
prior      what past settings say before anything was asked
model      the posterior, exact over the cells and over songs
asking     which song and which value to ask next, and when to stop
window     what is told of it: `Window` and its JSON

Everything is derived from the stored answers each time: nothing here keeps state.
"""

from __future__ import annotations

from profiler.windows.asking import Policy, Proposal, propose
from profiler.windows.controls import Control, UnknownControlError, Verdict, WindowAnswer
from profiler.windows.model import PastValue, WindowModel
from profiler.windows.several import Evidence, models_of, windows_of
from profiler.windows.window import Edge, SongWindow, Window, window_of

__all__ = [
    "Control",
    "Edge",
    "Evidence",
    "PastValue",
    "Policy",
    "Proposal",
    "SongWindow",
    "UnknownControlError",
    "Verdict",
    "Window",
    "WindowAnswer",
    "WindowModel",
    "models_of",
    "propose",
    "window_of",
    "windows_of",
]
