"""How the package is built: imports go one way, files and functions stay small."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[1]

LAYERS = (
    ("__main__",),
    ("cli",),
    ("gate", "batch", "pipeline"),
    ("judging", "pairing"),
    ("ways",),
    ("translation", "alignment", "views", "quality"),
    ("segment", "inputs"),
    ("language", "readers"),
    ("bitext_file",),
    ("bitext",),
    ("document",),
    ("lock",),
    ("files", "resources"),
    ("errors",),
    ("printable", "limits", "repetition", "stages", "status"),
)
"""Files and folders of the package: each may import from those of the layers below it alone."""

LEVELS = {name: level for level, names in enumerate(LAYERS) for name in names}

MOST_LINES = 300
"""Of a file; most have under 250."""
MOST_LINES_OF_A_FUNCTION = 60
"""Without its signature and docstring."""


@cache
def modules() -> dict[str, ast.Module]:
    """The package's modules by name (``align.views.html``)."""
    found = {}
    for path in sorted((ROOT / "align").rglob("*.py")):
        parts = path.relative_to(ROOT).with_suffix("").parts
        found[".".join(parts)] = ast.parse(path.read_text(encoding="utf-8"), str(path))
    return found


def imported(module: str) -> Iterator[str]:
    """The modules of the package that one imports, at its top, in functions and for types."""
    for node in ast.walk(modules()[module]):
        if not isinstance(node, ast.ImportFrom) or not node.level:
            continue
        base = module.split(".")[: -node.level]
        target = ".".join([*base, node.module] if node.module else base)
        for name in node.names:
            for candidate in (f"{target}.{name.name}", f"{target}.{name.name}.__init__", target):
                if candidate in modules():
                    yield candidate
                    break
            else:
                yield f"{target}.__init__"


def test_every_part_of_the_package_has_its_layer() -> None:
    parts = {module.split(".")[1] for module in modules()} - {"__init__"}
    assert parts == set(LEVELS)


def test_imports_go_down() -> None:
    wrong = []
    for module in modules().keys() - {"align.__init__"}:  # which offers names from everywhere
        part = module.split(".")[1]
        for target in imported(module):
            other = target.split(".")[1]
            if other not in (part, "__init__") and LEVELS[part] >= LEVELS[other]:
                wrong.append(f"{module} imports {target}")
    assert wrong == []


def test_no_import_comes_back() -> None:
    below: dict[str, set[str]] = {module: set(imported(module)) - {module} for module in modules()}
    del below["align.__init__"]  # looked up when a name is asked for
    while below:
        free = {module for module, targets in below.items() if not targets & below.keys()}
        assert free, f"these import each other: {sorted(below)}"
        below = {module: targets for module, targets in below.items() if module not in free}


def test_files_and_functions_are_small() -> None:
    large = []
    for module, tree in modules().items():
        path = ROOT / f"{module.replace('.', '/')}.py"
        if len(path.read_text(encoding="utf-8").splitlines()) > MOST_LINES:
            large.append(module)
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef):
                body = node.body[1:] if ast.get_docstring(node) else node.body
                if body and (body[-1].end_lineno or 0) - body[0].lineno >= MOST_LINES_OF_A_FUNCTION:
                    large.append(f"{module}.{node.name}")
    assert large == []


def test_what_a_module_keeps_to_itself_is_not_imported() -> None:
    for folder in ("align", "scripts"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.ImportFrom):
                    private = [name.name for name in node.names if name.name.startswith("_")]
                    assert not [n for n in private if not n.startswith("__")], path
