"""Verdicts and reasons as the JSON objects ``mixtaste/verdict/1`` and ``mixtaste/reason/1``, and back. Strict JSON."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from profiler.justifications.reason import ReasonResult
from profiler.verdicts.verdict import Amount, Evidence, Kind, Verdict

__all__ = ["reason_from_json", "reason_to_json", "verdict_from_json", "verdict_to_json"]


def reason_to_json(result: ReasonResult) -> dict[str, Any]:
    """One reason as it was tested: a sentence where it was, ``why_untested`` where it could not be."""
    found: dict[str, Any] = {
        "schema": "mixtaste/reason/1",
        "name": result.name,
        "outcome": result.outcome,
        "sensitivity": result.sensitivity,
        "chance_rate": result.chance_rate,
        "chance_source": result.chance_source,
        "bayes_factor": result.bayes_factor,
        "log10_bayes_factor": result.log10_bayes_factor,
        "weight": result.weight,
        "share": result.share,
        "structural": result.structural,
        "tag": result.tag,
        "line": result.line,
        "size": result.size,
        "least": result.least,
        "step": result.step,
        "numbers": {name: value for name, value in sorted(result.numbers.items()) if math.isfinite(value)},
    }
    if result.outcome == "untestable":
        found["why_untested"] = result.why_untested
    else:
        found["sentence"] = result.sentence
    return found


def reason_from_json(stored: Mapping[str, Any]) -> ReasonResult:
    """Inverse of `reason_to_json`."""
    return ReasonResult(
        name=stored["name"],
        outcome=stored["outcome"],
        sensitivity=float(stored["sensitivity"]),
        chance_rate=float(stored["chance_rate"]),
        chance_source=stored["chance_source"],
        bayes_factor=float(stored["bayes_factor"]),
        weight=float(stored["weight"]),
        share=float(stored["share"]),
        structural=bool(stored["structural"]),
        tag=stored["tag"],
        line=stored["line"],
        sentence=stored.get("sentence", ""),
        why_untested=stored.get("why_untested", ""),
        numbers={name: float(value) for name, value in stored["numbers"].items()},
        size=_float(stored["size"]),
        least=_float(stored["least"]),
        step=float(stored["step"]),
    )


def verdict_to_json(verdict: Verdict) -> dict[str, Any]:
    """The whole verdict: everything that `mixtaste why` shows."""
    return {
        "schema": "mixtaste/verdict/1",
        "gesture": verdict.gesture,
        "family": verdict.family,
        "guess": verdict.guess,
        "p_objective": verdict.p_objective,
        "settled": verdict.settled,
        "best_reason": verdict.best_reason,
        "kind": {
            "guess": verdict.kind.guess,
            "p_objective": verdict.kind.p_objective,
            "reason": verdict.kind.reason,
            "sentence": verdict.kind.sentence,
        },
        "amount": {
            "state": verdict.amount.state,
            "sentence": verdict.amount.sentence,
            "size": verdict.amount.size,
            "least": verdict.amount.least,
            "residual": verdict.amount.residual,
        },
        "tags": list(verdict.tags),
        "reasons": [reason_to_json(result) for result in verdict.reasons],
        "evidence": [
            {"line": one.line, "log10_factor": one.log10_factor, "sentence": one.sentence} for one in verdict.evidence
        ],
        "testable": verdict.testable,
        "log10_context": verdict.log10_context,
        "open_because": verdict.open_because,
        "answered": verdict.answered,
    }


def verdict_from_json(stored: Mapping[str, Any]) -> Verdict:
    """Inverse of `verdict_to_json`."""
    kind, amount = stored["kind"], stored["amount"]
    return Verdict(
        gesture=stored["gesture"],
        family=stored["family"],
        guess=stored["guess"],
        p_objective=float(stored["p_objective"]),
        settled=bool(stored["settled"]),
        best_reason=stored["best_reason"],
        kind=Kind(kind["guess"], float(kind["p_objective"]), kind["reason"], kind["sentence"]),
        amount=Amount(
            amount["state"],
            amount["sentence"],
            _float(amount["size"]),
            _float(amount["least"]),
            _float(amount["residual"]),
        ),
        tags=tuple(stored["tags"]),
        reasons=tuple(reason_from_json(result) for result in stored["reasons"]),
        evidence=tuple(Evidence(e["line"], float(e["log10_factor"]), e["sentence"]) for e in stored["evidence"]),
        testable=float(stored["testable"]),
        log10_context=float(stored["log10_context"]),
        open_because=stored["open_because"],
        answered=bool(stored["answered"]),
    )


def _float(value: float | None) -> float | None:
    return None if value is None else float(value)
