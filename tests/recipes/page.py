"""The blocks of the page of pipeline tools, as one module."""

from __future__ import annotations

import re
from pathlib import Path

__all__ = ["ROOT", "written"]

ROOT = Path(__file__).parents[2]


def written(folder: Path) -> Path:
    """Write all blocks of the page into one module of tests, and return its path."""
    page = (ROOT / "docs" / "recipes.md").read_text(encoding="utf-8")
    blocks = re.findall(r"^```python\n(.*?)^```", page, re.MULTILINE | re.DOTALL)
    module = folder / "test_tools.py"
    module.write_text("from __future__ import annotations\n\n" + "\n\n".join(blocks), encoding="utf-8")
    return module
