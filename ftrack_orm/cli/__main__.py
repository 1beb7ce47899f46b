"""Run the command line by `python -m ftrack_orm.cli`."""

from ftrack_orm.cli import main

main()
