from __future__ import annotations

import pytest

from parsers.vocabulary import terms
from profiler.justifications import testing
from profiler.justifications.catalogue import reasons
from profiler.justifications.reason import Rate, Reason, hit, missed, untestable

SPOKEN = [term.name.replace(".N.", ".1.") for term in terms()]


def test_every_file_with_a_reason_is_found_and_process_reasons_come_first():
    names = [reason.name.split()[0] for reason in reasons()]
    assert names == [
        "R1", "R2", "R3", "R8", "R10", "R12", "E7", "E8", "E10", "L1", "L2", "L6", "L7", "L8", "P1", "S1", "T1", "T5",
    ]  # fmt: skip
    assert [reason.structural for reason in reasons()] == sorted((r.structural for r in reasons()), reverse=True)


@pytest.mark.parametrize("term", SPOKEN)
def test_weights_of_a_term_leave_room_for_reasons_that_nobody_listed(term):
    assert sum(reason.weight for reason in reasons() if reason.applies_to(term)) <= 1.0


@pytest.mark.parametrize("reason", reasons(), ids=lambda reason: reason.name)
def test_a_reason_speaks_of_known_terms_or_of_any(reason):
    for pattern in reason.terms:
        assert pattern.endswith("*") or pattern in SPOKEN


@pytest.mark.parametrize(
    "term", ["fader.gain", "pan.position", "mute", "eq.1.gain", "insert.added", "plugin.Mix", "tempo"]
)
@pytest.mark.parametrize(
    "ends", [(None, None), (-3.0, float("-inf")), (True, False), ("a", "b"), (None, 2.0), (0.0, 0.0)]
)
def test_no_reason_falls_over_odd_values(mix, term, ends):
    song = (
        mix()
        .add("Vox", plugin="ReaEQ", parameters={"eq.1.gain": 0.0})
        .change("Vox", term, *ends, band=1 if "eq" in term else None)
    )
    for result in testing.test(song.scene()):
        assert result.bayes_factor > 0


def reason_of(name, terms_, result, *, weight=0.3, structural=False):
    def tested(_scene):
        if result == "none":
            return None
        if result == "untestable":
            return untestable(reason, "why", s=0.8, p0=Rate(0.1))
        return (hit if result == "hit" else missed)(reason, s=0.8, p0=Rate(0.1), sentence="", numbers={})

    reason = Reason(name, terms_, "session", weight, structural, tested)
    return reason


def test_moves_that_share_a_test_are_one_line_and_others_are_lines_of_their_own(mix):
    song = mix().add("Vox", plugin="Channel", parameters={"hpf.frequency": 20.0})
    song.change("Vox", "delay.time", 400.0, 384.6).change("Vox", "hpf.frequency", 20.0, 90.0)
    song.change("Vox", "delay.feedback", -9.0, -6.0).change("Vox", "hpf.slope", 12.0, 24.0)
    catalogue = [
        reason_of("R1 x", ("*",), "missed", structural=True),
        reason_of("T1 x", ("delay.*",), "hit"),
        reason_of("E7 x", ("hpf.*",), "hit"),
        reason_of("E8 x", ("hpf.frequency",), "missed"),
    ]
    results = testing.run(song.scene(), catalogue)
    assert [(r.name, r.line) for r in results] == [
        ("R1 x", ""), ("T1 x", "delay.time"), ("E7 x", "hpf.frequency"), ("E8 x", "hpf.frequency"),
    ]  # fmt: skip


def test_what_the_process_explains_is_not_sent_on_to_the_music(mix):
    scene = mix().add("Vox").change("Vox", "fader.gain", -6.0, -6.0003).scene()
    results = testing.test(scene)
    assert testing.explained(results).name == "R10 machine-made"
    assert all(result.structural for result in results)


def test_a_reason_that_does_not_apply_leaves_no_trace(mix):
    scene = mix().add("Vox").change("Vox", "fader.gain", -6.0, -4.0).scene()
    assert (
        testing.run(scene, [reason_of("L1 x", ("fader.gain",), "none"), reason_of("T1 x", ("delay.time",), "hit")])
        == ()
    )
