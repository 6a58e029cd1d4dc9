"""Rules of the code base that no linter has: names, sizes, and packages imported by name alone."""

import ast
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]


def python_files(folder: str) -> Iterator[Path]:
    return (path for path in (ROOT / folder).rglob("*.py") if "node_modules" not in path.parts)


def class_files() -> dict[str, list[Path]]:
    """The files that define a class, by its name without leading underscores."""
    files: dict[str, list[Path]] = defaultdict(list)
    for path in python_files("blueprint"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef):
                files[node.name.lstrip("_")].append(path)
    return files


def imported_modules(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            yield f"{node.module}"
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


def test_no_class_name_is_defined_twice() -> None:
    repeated = {
        name: [str(path.relative_to(ROOT)) for path in files] for name, files in class_files().items() if len(files) > 1
    }
    assert repeated == {}


def test_no_folder_has_more_than_fifteen_modules() -> None:
    """`domain`, `storage` and `ui/pages` hold one noun a file and may be longer."""
    modules = Counter(
        path.parent.relative_to(ROOT).as_posix() for path in python_files("blueprint") if path.name != "__init__.py"
    )
    longer = {"blueprint/domain", "blueprint/storage", "blueprint/ui/pages"}
    assert {folder: count for folder, count in modules.items() if count > 15 and folder not in longer} == {}


def test_no_function_is_longer_than_45_lines() -> None:
    long = [
        f"{path.relative_to(ROOT)}:{node.lineno} {node.name}"
        for path in python_files("blueprint")
        if "migrations" not in path.parts
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and (node.end_lineno or 0) - node.lineno >= 45
    ]
    assert long == []


def test_tests_and_benchmarks_import_the_text_engine_from_its_package() -> None:
    """The packages of `blueprint` are held to this by an import contract in pyproject.toml."""
    own_tests = ROOT / "tests" / "text"
    inside = [
        f"{path.relative_to(ROOT)} imports {module}"
        for folder in ("tests", "benchmarks")
        for path in python_files(folder)
        if not path.is_relative_to(own_tests)
        for module in imported_modules(path)
        if module.startswith("blueprint.text.")
    ]
    assert inside == []
