"""The musical summary of a patch: typed moves in standard terms, and named noise. One file for each kind of object."""

from profiler.history.moves.compare import compare
from profiler.history.moves.found import Comparison

__all__ = ["Comparison", "compare"]
