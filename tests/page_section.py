"""Figures that a run writes into a page of the documentation, between `<!-- name:begin -->` and `<!-- name:end -->`."""

from __future__ import annotations

from pathlib import Path

__all__ = ["RELIABILITY", "write_section"]

RELIABILITY = Path(__file__).parents[1] / "docs" / "reliability.md"


def write_section(page: Path, name: str, content: str) -> bool:
    """Put content between the markers of that name; tell whether the page has them."""
    text = page.read_text(encoding="utf-8") if page.exists() else ""
    begin, end = f"<!-- {name}:begin -->", f"<!-- {name}:end -->"
    before, begun, rest = text.partition(begin)
    _, ended, after = rest.partition(end)
    if not (begun and ended):
        return False
    page.write_text(f"{before}{begin}\n{content}\n{end}{after}", encoding="utf-8", newline="\n")
    return True
