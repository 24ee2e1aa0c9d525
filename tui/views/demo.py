"""The demonstration's findings as lines, the truth beside each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest
from typing import TYPE_CHECKING

from parsers.vocabulary import describe
from tui.lines import Align, Line, Style, Styled, pad, table, wrap
from tui.pictures.window import window_bar
from tui.views.moves import move_words
from tui.views.say import counted, share
from tui.views.verdict import odds
from tui.views.window import control_words

if TYPE_CHECKING:
    from profiler.questions import Question
    from profiler.service.reports import Answered, Judged
    from profiler.suggestions.ranking import Suggestion
    from profiler.windows import Window

__all__ = [
    "family_lines",
    "judged_lines",
    "question_lines",
    "ranking_lines",
    "side_by_side",
    "window_lines",
]

_SENTENCES = 6
_FELT = 0.05
"""Points from which a part of a score is worth a sentence."""


def family_lines(counts: Mapping[str, Mapping[str, int]]) -> Iterator[Line]:
    """One row a family, one column an engineer."""
    total: Counter[str] = Counter()
    for own in counts.values():
        total.update(own)
    numbers: list[Align] = ["right"] * len(counts)
    yield from table(
        [(family, *(str(own.get(family, 0)) for own in counts.values())) for family, _ in total.most_common()],
        heads=("family", *counts),
        aligns=["left", *numbers],
    )


def judged_lines(judged: Judged, *, engineer: str, truth: str, columns: int) -> Iterator[Line]:
    """One move with its verdict, the sentence behind it, and the truth."""
    yield from _wrapped(f"{engineer}: ", move_words(judged.move), columns, Style.STRONG)
    verdict = judged.verdict
    if verdict is None:
        return
    surely = verdict.p_objective if verdict.guess == "objective" else verdict.p_subjective
    settled = "settled" if verdict.settled else "not settled"
    yield (f"   {verdict.guess}, {share(surely)} sure, {settled}",)
    best = next((reason for reason in verdict.reasons if reason.name == verdict.best_reason), None)
    if best is not None and verdict.guess == "objective":
        yield from _wrapped("   ", f"{best.name}, {odds(best.bayes_factor)}: {best.sentence}", columns)
    else:
        line = min(verdict.evidence, key=lambda each: each.log10_factor, default=None)
        if line is not None:
            yield from _wrapped("   ", f"{line.line}, {odds(10**line.log10_factor)}: {line.sentence}", columns)
        if line is None or line.sentence not in verdict.kind.sentence:
            yield from _wrapped("   ", verdict.kind.sentence, columns)
    yield from _truth(truth, columns)


def question_lines(user: str, question: Question, said: str, done: Answered, *, columns: int) -> Iterator[Line]:
    """What was asked, what the engineer said, and what it did."""
    yield from _wrapped(f"{user} is asked: ", question.text, columns, Style.STRONG)
    yield from _wrapped("   and says: ", said, columns)
    windows = f"; {', '.join(map(control_words, done.windows))} is queued for a window" if done.windows else ""
    yield from _wrapped("   ", f"That also settles {counted(len(done.settles), 'other move')}{windows}.", columns)


def window_lines(
    user: str,
    window: Window,
    said: Sequence[tuple[float, str]],
    truth: tuple[float, float],
    *,
    columns: int,
    plain: bool,
) -> Iterator[Line]:
    """What was heard and said, the window that came of it, and the true one."""
    say = describe(window.control.term).say
    yield (Styled(f"{user}, {control_words(window.id)}", Style.STRONG),)
    heard = [f"{say(value)} {answer.replace('_', ' ')}" for value, answer in said]
    for text in wrap(heard, columns=columns, first="   heard (hidden from the engineer): ", rest="   ", joint=", "):
        yield (text,)
    if not plain:
        yield (f"   {window_bar(window, columns=columns - 3)}",)
    yield from _wrapped("   ", window.sentence(), columns)
    yield from _truth(f"{say(truth[0])} to {say(truth[1])} over all songs", columns)


def side_by_side(
    sentences: Mapping[str, Sequence[str]], truths: Mapping[str, str], *, columns: int, plain: bool
) -> Iterator[Line]:
    """Each engineer's first sentences in a column of its own; one below the other where plain."""
    if plain:
        for name, own in sentences.items():
            yield (Styled(name, Style.STRONG),)
            for sentence in own[:_SENTENCES]:
                yield (f"- {sentence}",)
            yield (f"truth: {truths.get(name, '')}",)
        return
    wide = (columns - 2 * (len(sentences) - 1)) // max(len(sentences), 1)
    blocks: list[list[Styled]] = []
    for name, own in sentences.items():
        block = [Styled(name, Style.STRONG)]
        for sentence in own[:_SENTENCES]:
            block += [Styled(text, Style.TEXT) for text in wrap(sentence.split(" "), columns=wide, first="- ")]
        truth = truths.get(name, "")
        block += [Styled(text, Style.KEY) for text in wrap(truth.split(" "), columns=wide, first="truth: ")]
        blocks.append(block)
    for row in zip_longest(*blocks, fillvalue=Styled("", Style.TEXT)):
        yield tuple(Styled(pad(cell.text, wide + 2), cell.style) for cell in row)


def apart(first: str, second: str, rows: Sequence[tuple[str, str, str]]) -> Iterator[Line]:
    """What each of two engineers usually has, dimension by dimension."""
    wide = max((len(what) for what, _, _ in rows), default=0) + 2
    yield (pad("", wide), Styled(f"{first:>9}  {second:>9}", Style.STRONG))
    for what, mine, theirs in rows:
        yield (pad(what, wide), f"{mine:>9}  {theirs:>9}")


def ranking_lines(user: str, ranked: Sequence[Suggestion], liked: Sequence[str], *, columns: int) -> Iterator[Line]:
    """One engineer's ranking with what is most their own in each score, and what the hidden taste would say."""
    yield (Styled(user, Style.STRONG),)
    for suggestion in ranked:
        own = [part for part in suggestion.parts if part.name != "population" and abs(part.points) > _FELT]
        part = max(own or suggestion.parts, key=lambda each: abs(each.points), default=None)
        why = f"{part.name} {part.points:+.2f}: {part.sentence}" if part is not None else ""
        head = f"   {suggestion.rank}. {suggestion.candidate.id} ({suggestion.score:+.2f}, {suggestion.confidence}) "
        yield from _wrapped(head, why, columns)
    yield from _truth(", then ".join(liked), columns)


def _truth(text: str, columns: int) -> Iterator[Line]:
    for line in wrap(text.split(" "), columns=columns, first="   truth: ", rest="      "):
        yield (Styled(line, Style.KEY),)


def _wrapped(first: str, text: str, columns: int, style: Style | None = None) -> Iterator[Line]:
    for line in wrap(text.split(" "), columns=columns, first=first, rest="      "):
        yield (line if style is None else Styled(line, style),)
