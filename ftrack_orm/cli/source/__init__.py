"""Find the queries in Python files, and check them: what `ftrack-orm check` does."""

from ftrack_orm.cli.source.checking import check_source
from ftrack_orm.cli.source.files import python_files
from ftrack_orm.cli.source.finding import Finding

__all__ = ["Finding", "check_source", "python_files"]
