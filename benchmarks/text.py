"""Everything we claim about the text engine, measured: `make bench-text`, or `python -m benchmarks.text`.

CORPUS=FOLDER measures on real histories (a folder for each text, its states in order) instead of our own samples.
"""

from __future__ import annotations

from benchmarks.text_accuracy import aligned, carried, real, revisions, six
from benchmarks.text_generator import STANDARD, STRESS
from benchmarks.text_speed import SIZES, attributing, contenders, milliseconds, outside, revision, saving
from blueprint.text import compare, split


def main() -> None:
    """Print every table."""
    accuracy()
    histories()
    speed()
    growth()
    print(f"\nSaving 500 paragraphs with 200 threads: {saving():.0f} ms")
    print(f"Attributing one more revision of 200 paragraphs: {attributing():.1f} ms")


def accuracy() -> None:
    """Links and comments on labelled revisions."""
    print("\n| labelled revisions | hard-link F1 | split | joined | twins told apart | carried | wrong | gone shown |")
    print("|---|---|---|---|---|---|---|---|")
    for name, rates in (("standard", STANDARD), ("stress", STRESS)):
        found = list(revisions(rates, texts=20))
        links, comments = aligned(found), carried(found)
        cells = [
            links.f1,
            links.rate("split hit", "split"),
            links.rate("joined hit", "joined"),
            links.rate("twins hit", "twins") if links.counts["twins"] else None,
            comments.rate("carried", "alive"),
            comments.rate("wrong", "asked"),
            comments.rate("gone shown", "gone"),
        ]
        print(f"| {name} | " + " | ".join("–" if cell is None else f"{cell:.4f}" for cell in cells) + " |")
    through = six(STRESS)
    print(f"\nThrough six stress revisions: carried {through.rate('carried', 'alive'):.4f},", end=" ")
    print(f"wrong {through.rate('wrong', 'asked'):.4f}")


def histories() -> None:
    """Direct comparisons of real states against links composed state by state."""
    print("\n| real histories, states apart | links | recall | wrong partner |\n|---|---|---|---|")
    for distance in (1, 5, 20):
        score = real(distance)
        print(
            f"| {distance} | {score.counts['hard']} | {score.rate('hit', 'hard'):.4f} | {score.rate('wrong', 'hard'):.4%} |"
        )


def speed() -> None:
    """Milliseconds beside other tools."""
    print(
        "\n| milliseconds, paragraphs of 85 words | " + " | ".join(map(str, SIZES)) + " |\n|---|" + "---|" * len(SIZES)
    )
    rows: dict[str, list[float | None]] = {}
    for size in SIZES:
        made = revision(size)
        for name, work in contenders(made.old, made.new).items():
            rows.setdefault(name, []).append(milliseconds(work, times=3 if size < 5000 else 1))
        for name, taken in outside(made.old, made.new).items():
            rows.setdefault(name, []).append(taken)
    for name, times in rows.items():
        print(f"| {name} | " + " | ".join("not installed" if each is None else f"{each:.1f}" for each in times) + " |")


def growth() -> None:
    """A chart of how time grows with the text."""
    print("\nAlignment and word diff:")
    for size in (50, 100, 200, 500, 1000, 2000, 5000, 10000):
        made = revision(size)
        old, new = split(made.old), split(made.new)
        taken = milliseconds(lambda old=old, new=new: compare(old, new), times=1)  # type: ignore[misc]
        print(f"{size:>6} {taken:>8.0f} ms {'█' * max(1, round(taken / 40))}")


if __name__ == "__main__":
    main()
