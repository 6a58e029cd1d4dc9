"""Everything we claim about the text engine, measured: `make bench-text`, or `python -m benchmarks.text`.

CORPUS=FOLDER measures on real histories (a folder for each text, its states in order) instead of our own samples. With
`--charts FOLDER` (or CHARTS=FOLDER) the growth of time and the reliability of confidences are drawn there as SVG;
`--only NAME …` measures a part.
"""

from __future__ import annotations

import argparse
import os
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from os import getloadavg
from pathlib import Path

from benchmarks import (
    text_accuracy,
    text_comments,
    text_confidence,
    text_leap,
    text_lineage,
    text_lookalikes,
    text_marks,
    text_merges,
    text_numbered,
    text_respelling,
    text_samples,
    text_scripts,
    text_speed,
)
from benchmarks.text_chart import chart
from benchmarks.text_generator import STANDARD, STRESS, Revision
from benchmarks.text_held_out import FEW_EDITS, MANY_EDITS, held_out
from benchmarks.text_other_tools import MOVES_ON, wikidiff2_version
from benchmarks.text_reliability import (
    Observation,
    brier_score,
    calibration_error,
    reliability_bins,
    reliability_chart,
)
from benchmarks.text_score import Score, total

SHOWN = (50, 500, 5000)


def accuracy() -> None:
    """Scores of links and comments on labelled revisions of both generators."""
    made: Mapping[str, Callable[[], Iterable[Revision]]] = {
        "standard": lambda: text_accuracy.labelled_revisions(STANDARD, texts=100),
        "stress": lambda: text_accuracy.labelled_revisions(STRESS, texts=30),
        "held out, few edits": lambda: held_out(FEW_EDITS, rounds=10),
        "held out, many edits": lambda: held_out(MANY_EDITS, rounds=6),
    }
    heads = (
        "labelled revisions",
        "hard links",
        "F1",
        "split",
        "joined",
        "near-duplicates kept apart",
        "carried",
        "wrong",
    )
    _heads(*heads, "gone shown")
    for name, revisions in made.items():
        found = list(revisions())
        links, comments = text_accuracy.score_links(found), text_comments.score_comments(found)
        _row(name, str(links.counts["hard"]), f"{links.f1:.4f}", *_found(links), *_carried(comments))
    through = text_comments.through_six_revisions(STRESS, texts=12)
    print(f"\nThrough six stress revisions: carried {_rate(through, 'carried', 'alive')},", end=" ")
    print(f"wrong {_rate(through, 'wrong', 'asked')}")


def scripts() -> None:
    """Scores of links by group of scripts, on composed texts with stress edits."""
    _heads("stress, scripts", "hard links", "F1", "split", "joined", "near-duplicates kept apart")
    for name, score in text_scripts.score_scripts(texts=20).items():
        _row(name, str(score.counts["hard"]), f"{score.f1:.4f}", *_found(score))


def _found(links: Score) -> list[str]:
    return [
        f"{_rate(links, f'{name} hit', name)} of {links.counts[name]}"
        for name in ("split", "joined", "near-duplicates")
    ]


def _carried(comments: Score) -> list[str]:
    pairs = (("carried", "alive"), ("wrong", "asked"), ("gone shown", "gone"))
    return [_rate(comments, part, whole) for part, whole in pairs]


def numbered() -> None:
    """Headings without titles and numbered paragraphs after articles came in, went and moved, by the form of the number."""
    _heads("numbered as", "numbers", "linked right", "comments carried", "unmoved called moved", "called renumbered")
    for form, score in text_numbered.scores():
        name = f"`{' '.join(form.label(3).splitlines())}{'…' if form.inline else ''}`"
        pairs = (("right", "all"), ("carried", "kept"), ("moved", "unmoved"), ("renumbered", "numbered anew"))
        _row(name, str(score.counts["all"]), *(_rate(score, *pair) for pair in pairs))


def histories() -> None:
    """Real states: links against those composed state by state, comments against words followed by another tool."""
    _heads("real histories, states apart", "links", "recall", "wrong partner")
    for distance in (1, 5, 20):
        score = text_accuracy.score_real_links(distance)
        _row(str(distance), str(score.counts["hard"]), _rate(score, "hit", "hard"), _rate(score, "wrong", "hard"))
    _heads("comments, states apart", "method", "asked", "unknown", "carried", "wrong", "gone shown")
    for distance in (1, 5, 20):
        for method, score in text_comments.score_real_comments(distance).items():
            counts = score.counts
            _row(str(distance), method, str(counts["asked"]), str(counts["unknown"]), *_carried(score))
    _heads("marks, states apart", "language", "marks", "of white space alone")
    for distance in (1, 5, 20):
        scores = text_marks.score_marks(distance)
        for language, score in {"all": total(scores.values()), **scores}.items():
            _row(str(distance), language, str(score.counts["marks"]), _rate(score, "white space", "marks"))


def comments() -> None:
    """Comments on real states in which words are respelled, or a clause gives way to a look-alike elsewhere."""
    _heads("words respelled in real states", "asked", "carried", "wrong")
    scores = text_respelling.score_respelling()
    for kind, score in {**scores, "all": total(scores.values())}.items():
        _row(kind, str(score.counts["asked"]), _rate(score, "carried", "asked"), _rate(score, "wrong", "asked"))
    _heads("clauses of real states", "comments", "right")
    for kind, score in text_lookalikes.score_lookalikes().items():
        _row(kind, str(score.counts["asked"]), _rate(score, "right", "asked"))


def confidence(charts: Path | None) -> None:
    """Whether links and comments are right as often as they are sure; links of the half on which nothing was fitted."""
    found = list(text_confidence.judged_links(halves=(1,)))
    _heads("links of similar paragraphs", "links", "right", "mean confidence", "calibration error", "Brier score")
    for source in dict.fromkeys(each.source for each in found):
        chosen = [each for each in found if each.source == source]
        _reliability(source, text_confidence.observations(chosen, only_changed=True))
        _reliability(f"{source}, all links", text_confidence.observations(chosen))
    asked = {
        "comments, stress": text_comments.score_comments(list(text_accuracy.labelled_revisions(STRESS, texts=30))),
        "comments, real, 20 apart": text_comments.score_real_comments(20, windows=10)["directly"],
    }
    series = {
        "similar paragraphs, labelled": text_confidence.observations(found, only_changed=True, real=False),
        "similar paragraphs, real": text_confidence.observations(found, only_changed=True, real=True),
        **{name: score.observations for name, score in asked.items()},
    }
    for name, observations in series.items():
        _reliability(f"all {name}", observations)
    for name, score in asked.items():
        print(f"\n{name}: of those shown as gone {_rate(score, 'shown as gone, rightly', 'shown as gone')} are gone")
    _heads("confidence", *(f"{name}: {each}" for name in series for each in ("number", "right")))
    bins = [{each.low: each for each in reliability_bins(observations)} for observations in series.values()]
    for low in sorted(set().union(*bins)):
        cells = ((f"{each[low].count}", f"{each[low].right:.3f}") if low in each else ("", "") for each in bins)
        _row(f"{low:.1f} to {low + 0.1:.1f}", *(cell for pair in cells for cell in pair))
    if charts:
        drawn = reliability_chart("Are links and comments right as often as they are sure?", series)
        _draw(charts / "text-confidence.svg", drawn)


def _reliability(name: str, observations: Sequence[Observation]) -> None:
    count = max(1, len(observations))
    right, mean = sum(right for _, right in observations) / count, sum(sure for sure, _ in observations) / count
    figures = right, mean, calibration_error(observations), brier_score(observations)
    _row(name, str(len(observations)), *(f"{figure:.4f}" for figure in figures))


def _draw(path: Path, drawn: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(drawn, encoding="utf-8")
    print(f"\nDrawn: {path}")


def lineage() -> None:
    """Any two revisions: lineages composed beside one direct comparison."""
    _heads("20 apart", "method", "changed links", "F1", "recall", "wrong partner, of all links")
    sources = {"labelled, standard": text_lineage.labelled_apart, "real": text_lineage.real_apart}
    for name, scores in sources.items():
        for method, score in scores().items():
            rates = _rate(score, "hit", "hard"), _rate(score, "wrong", "all")
            _row(name, method, str(score.counts["hard"]), f"{score.f1:.4f}", *rates)


def leap() -> None:
    """Two states twenty apart in one leap; comments carried over the same distance are among the `histories`."""
    scores = text_leap.score_leaps()
    _heads("20 apart, in one leap", "changed links", "recall", "wrong partner")
    for name, score in {**scores, f"all {len(scores)} histories": total(scores)}.items():
        _row(name, str(score.counts["changed"]), _rate(score, "found", "changed"), _rate(score, "wrong", "changed"))


def merges() -> None:
    """Merges of real states with an edit elsewhere, beside `git merge-file`."""
    counts = text_merges.score_merges().counts
    _heads("merges of real states", "right", "another text", "conflict")
    for name, prefix in (("ours", ""), ("git merge-file", "git ")):
        _row(name, *(str(counts[f"{prefix}{outcome}"]) for outcome in ("right", "wrong", "conflict")))
    print(f"\nOf {counts['merges']}: clean but other than Git's clean one {counts['differs']},", end=" ")
    print(f"a conflict where Git has none {counts['conflict against git']}")


def speed(charts: Path | None) -> None:
    """Milliseconds of processor time beside other tools."""
    options = ", ".join(f"{name}={value}" for name, value in MOVES_ON.items())
    print(f"\nwikidiff2 {wikidiff2_version() or 'not installed'}; moves and splits on: {options}")
    found = dict(text_speed.growth())
    _heads("milliseconds of processor time, paragraphs of 85 words", *map(str, SHOWN))
    for name, points in found.items():
        taken = dict(points)
        _row(name, *(f"{taken[size]:.1f}" if size in taken else "–" for size in SHOWN))
    if charts:
        _draw(charts / "text-growth.svg", chart("Comparing two texts: time by size", found))


def saving() -> None:
    """What saving and attributing cost, beside other work in the same run."""
    print(f"\nICU cuts 500 paragraphs into words in {text_speed.icu_milliseconds():.0f} ms")
    _heads(
        "saving", "seconds of processor time", "splitting", "comparing", "lineage", "carrying", "of comparing", "load"
    )
    for count, threads in ((500, 200), (5000, 2000)):
        cost = text_speed.saving(count, threads)
        parts = cost.total, cost.split, cost.compare, cost.lineage, cost.carry
        name = f"{count:,} paragraphs, {threads:,} threads"
        figures = f"{cost.total / cost.compare:.2f} ×", f"{getloadavg()[0]:.1f}"
        _row(name, *(f"{part:.2f}" for part in parts), *figures)
    print()
    attribution = text_speed.attribution_cost()
    print(f"Attributing one of 1,000 revisions of 200 paragraphs: {attribution.alone:.1f} ms", end=" ")
    print(f"(in the last hundred {attribution.last:.1f}), with comparing {attribution.with_comparing:.1f} ms")


def _rate(score: Score, part: str, whole: str) -> str:
    rate = score.rate(part, whole)
    return "–" if rate is None else f"{rate:.4f}"


def _heads(*heads: str) -> None:
    print("\n| " + " | ".join(heads) + " |\n|" + "---|" * len(heads))


def _row(*cells: str) -> None:
    print("| " + " | ".join(cells) + " |", flush=True)


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the tables asked for, or all."""
    parser = argparse.ArgumentParser(description=__doc__)
    charts = os.environ.get("CHARTS")
    parser.add_argument("--charts", type=Path, default=Path(charts) if charts else None, metavar="FOLDER")
    parts: dict[str, Callable[[], None]] = {
        "accuracy": accuracy,
        "numbered": numbered,
        "scripts": scripts,
        "histories": histories,
        "comments": comments,
        "confidence": lambda: confidence(chosen.charts),
        "lineage": lineage,
        "leap": leap,
        "merges": merges,
        "speed": lambda: speed(chosen.charts),
        "saving": saving,
    }
    parser.add_argument("--only", nargs="+", choices=list(parts), default=list(parts), metavar="PART")
    chosen = parser.parse_args(arguments)
    languages = Counter(text_samples.language_of(name) for name in text_samples.histories())
    found = ", ".join(f"{language} {count}" for language, count in sorted(languages.items()))
    print(f"{languages.total()} histories by language: {found}")
    for name in chosen.only:
        parts[name]()


if __name__ == "__main__":
    main()
