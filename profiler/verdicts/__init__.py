"""Objective or subjective, how surely, settled or not: what is concluded of a gesture.

Context (reasons), habit, learnt rules and the engineer's word are independent lines of evidence and multiply; reasons
are alternatives and are averaged (`combining`). What is believed beforehand is learnt from the archive (`beliefs`).
"""

from __future__ import annotations

from profiler.verdicts.beliefs import Beliefs, Observed, learn
from profiler.verdicts.combining import Combined, combine
from profiler.verdicts.judging import judge
from profiler.verdicts.verdict import Amount, Evidence, Kind, Thresholds, Verdict, entropy_bits
from profiler.verdicts.verdict_json import verdict_from_json, verdict_to_json

__all__ = [
    "Amount",
    "Beliefs",
    "Combined",
    "Evidence",
    "Kind",
    "Observed",
    "Thresholds",
    "Verdict",
    "combine",
    "entropy_bits",
    "judge",
    "learn",
    "verdict_from_json",
    "verdict_to_json",
]
