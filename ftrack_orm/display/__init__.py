"""What entities and results look like to a person: cells, rich tables, HTML in notebooks.

Nothing that is not loaded is loaded for it. Only a result that nothing was fetched of asks for its first few.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ftrack_orm.display.cell import cell_text
    from ftrack_orm.display.html import preview_html
    from ftrack_orm.display.preview import Preview, preview_of
    from ftrack_orm.display.rich_table import rich_table
else:
    from ftrack_orm.deferral import lazy_names

    __getattr__, __dir__ = lazy_names(
        __name__,
        {
            "cell": ["cell_text"],
            "html": ["preview_html"],
            "preview": ["Preview", "preview_of"],
            "rich_table": ["rich_table"],
        },
    )

__all__ = ["Preview", "cell_text", "preview_html", "preview_of", "rich_table"]
