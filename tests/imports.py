"""What modules import, read from their text."""

import ast
from collections.abc import Iterator
from pathlib import Path


def imported_packages(folder: Path) -> Iterator[str]:
    """The first words of all absolute imports in the modules below a folder."""
    for path in folder.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_bytes())):
            if isinstance(node, ast.Import):
                yield from (alias.name.partition(".")[0] for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
                yield node.module.partition(".")[0]
