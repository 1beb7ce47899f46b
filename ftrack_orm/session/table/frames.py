"""Arrow tables as the data frames of Polars and pandas."""

from __future__ import annotations

from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING

from ftrack_orm.errors import ConfigurationError

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow

__all__ = ["pandas_frame", "polars_frame"]


def polars_frame(table: pyarrow.Table) -> polars.DataFrame:
    """Return a table as a Polars data frame.

    Raises:
        ConfigurationError: Polars is not installed.
    """
    module = _needed("polars", "to_polars()", "'ftrack-orm[export]'")
    frame: polars.DataFrame = module.from_arrow(table)
    return frame


def pandas_frame(table: pyarrow.Table) -> pandas.DataFrame:
    """Return a table as a pandas data frame, in types that know missing values: `Int64`, not floats for lack of one.

    Raises:
        ConfigurationError: pandas is not installed.
    """
    module = _needed("pandas", "to_pandas()", "pandas")
    types = {
        "double": module.Float64Dtype(),
        "int64": module.Int64Dtype(),
        "bool": module.BooleanDtype(),
        "string": module.StringDtype(),
    }
    return table.to_pandas(types_mapper=lambda kind: types.get(str(kind)))


def _needed(name: str, what: str, package: str) -> ModuleType:
    try:
        return import_module(name)
    except ImportError as error:
        raise ConfigurationError(f"{what} needs {name}, which is not installed: pip install {package}") from error
