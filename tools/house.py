"""How the code is built, in numbers: ``python -m tools.house`` prints two tables.

Files, lines and functions by folder; then how the package hangs together: what lies at one level,
and whether anything imports in a circle. Lines of a function are counted without its docstring.
"""

from __future__ import annotations

import ast
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise
from pathlib import Path
from statistics import median, quantiles

import grimp

ROOT = Path(__file__).parents[1]
FOLDERS = ("service", "tests", "bench", "tools")
PACKAGE = "joinwise"

Graph = Mapping[str, set[str]]


@dataclass(frozen=True)
class Function:
    file: str
    name: str
    lines: int


@dataclass(frozen=True)
class Folder:
    """The Python files of a folder."""

    name: str
    files: int
    lines: int
    functions: tuple[Function, ...]

    @property
    def longest(self) -> Function:
        return max(self.functions, key=lambda function: function.lines)

    def row(self) -> str:
        sizes = [function.lines for function in self.functions]
        return _row(
            f"`{self.name}/`", f"{self.files:,}", f"{self.lines:,}", f"{len(sizes):,}",
            f"{median(sizes):.0f}", f"{quantiles(sizes, n=10)[-1]:.0f}",
            f"{self.longest.lines} (`{self.longest.file}`, `{self.longest.name}`)",
        )  # fmt: skip


def main() -> None:
    print(report())


def report() -> str:
    return "\n".join([*_folders(), "", *_package()])


def _folders() -> Iterator[str]:
    yield _row("folder", "files", "lines", "functions", "median", "90 %", "longest")
    yield _row("---", *["--:"] * 5, "---")
    for name in FOLDERS:
        yield measured(ROOT / name).row()


def measured(folder: Path) -> Folder:
    paths = sorted(folder.rglob("*.py"))
    texts = {str(path.relative_to(folder)): path.read_text("utf-8") for path in paths}
    functions = (function for name, text in texts.items() for function in _functions(name, text))
    lines = sum(len(text.splitlines()) for text in texts.values())
    return Folder(folder.name, len(texts), lines, tuple(functions))


def _functions(file: str, text: str) -> Iterator[Function]:
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield Function(file, node.name, _lines(node) - _lines_of_docstring(node))


def _lines(node: ast.stmt) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def _lines_of_docstring(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return _lines(node.body[0]) if ast.get_docstring(node, clean=False) is not None else 0


def _package() -> Iterator[str]:
    imports = imports_of(PACKAGE)
    level = Counter(module.rpartition(".")[0] for module in imports)
    fullest, most = max(
        ((name, count) for name, count in level.items() if name != PACKAGE),
        key=lambda entry: entry[1],
    )
    yield _row("package", PACKAGE)
    yield _row("---", "---")
    yield _row("at the top level", f"{level[PACKAGE]} packages and modules")
    yield _row("most at one level below", f"{most} (`{fullest}`)")
    yield _row("packages in a circle", _told(circle(between_packages(imports))))
    yield _row("modules in a circle", _told(circle(imports)))


def imports_of(package: str) -> Graph:
    """What each module imports from the same package, as it runs."""
    graph = grimp.build_graph(package, exclude_type_checking_imports=True, cache_dir=None)
    return {module: graph.find_modules_directly_imported_by(module) for module in graph.modules}


def between_packages(imports: Graph) -> Graph:
    """What the packages and modules at the top level import from each other."""
    found: dict[str, set[str]] = defaultdict(set)
    for module, imported in imports.items():
        found[_top(module)] |= {_top(name) for name in imported} - {_top(module)}
    return found


def _top(module: str) -> str:
    return ".".join(module.split(".")[:2])


def circle(imports: Graph) -> list[str]:
    """The names along a circle, the first again at its end; empty if there is none."""
    try:
        TopologicalSorter(imports).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


def _told(names: list[str]) -> str:
    return ", ".join(f"`{one}` by `{other}`" for one, other in pairwise(names)) or "none"


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


if __name__ == "__main__":
    main()
