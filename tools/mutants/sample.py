"""The fixed sample: which mutants are tried, the same ones at each run as long as their code is the same."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from cosmic_ray.ast import ast_nodes, get_ast
from cosmic_ray.mutating import mutate_code

from tools.mutants.operators import operators

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Layer:
    """Files (glob patterns from the project's root), the tests that are to find faults in them, and how many are tried."""

    name: str
    files: Sequence[str]
    tests: Sequence[str]
    size: int

    def paths(self) -> list[Path]:
        """The files; raises FileNotFoundError for a pattern that matches none."""
        found = {pattern: sorted(ROOT.glob(pattern)) for pattern in self.files}
        if missing := [pattern for pattern, paths in found.items() if not paths]:
            raise FileNotFoundError(f"no file for {', '.join(missing)}: name where the code of {self.name} is now")
        return [path for paths in found.values() for path in paths]


@dataclass(frozen=True)
class Mutant:
    """One file with one fault; `before` and `after` are the lines that differ, on and after `line` of the original."""

    file: str
    line: int
    before: str
    after: str
    source: str = field(repr=False)

    @property
    def key(self) -> str:
        """Orders mutants as good as at random, but always in the same way; lines above may come and go."""
        return hashlib.sha256(f"{self.file}\0{self.before}\0{self.after}".encode()).hexdigest()


def sample(layer: Layer) -> list[Mutant]:
    """The layer's mutants, as many as its size says."""
    found = {mutant.key: mutant for path in layer.paths() for mutant in mutants(path)}
    return [found[key] for key in sorted(found)[: layer.size]]


def mutants(path: Path) -> Iterator[Mutant]:
    """Every mutant of a file."""
    original = path.read_text(encoding="utf-8")
    nodes = list(ast_nodes(get_ast(original)))
    for operator in operators():
        for occurrence in range(sum(len(list(operator.mutation_positions(node))) for node in nodes)):
            changed = mutate_code(original, operator, occurrence)
            if changed and changed != original:
                yield _mutant(path, original, changed)


def _mutant(path: Path, original: str, changed: str) -> Mutant:
    old, new = original.splitlines(), changed.splitlines()
    first = next(n for n, lines in enumerate(zip(old, new, strict=False)) if lines[0] != lines[1])
    last = next(n for n, lines in enumerate(zip(old[::-1], new[::-1], strict=False)) if lines[0] != lines[1])
    before, after = (_shown(lines[first : len(lines) - last]) for lines in (old, new))
    return Mutant(str(path.relative_to(ROOT)), first + 1, before, after, changed)


def _shown(lines: Sequence[Any]) -> str:
    return " ".join(" ".join(lines).split())
