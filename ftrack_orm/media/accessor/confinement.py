"""Keep resource identifiers below a prefix, by the rules of POSIX and of Windows."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import PurePath, PurePosixPath, PureWindowsPath

from ftrack_orm.errors import UnsafePathError

__all__ = ["confined", "device_name"]

_SEPARATOR = re.compile(r"[\\/]")
_DRIVE = re.compile(r"[A-Za-z]:")
_DEVICE = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|clock\$|(com|lpt)[0-9¹²³])[ .]*(\.|:|$)", re.IGNORECASE)
_REFUSED_BY_WINDOWS = re.compile(r'[<>:"|?*]')


def device_name(name: str) -> bool:
    """Tell whether Windows takes a name for a device, whatever its extension: `con`, `Aux.exr`, `com1`."""
    return _DEVICE.match(name) is not None


def confined(
    resource_identifier: str, prefix: str = "", flavour: Callable[[str], PurePath] = PurePosixPath
) -> tuple[str, ...]:
    """Return the parts of a resource identifier below a prefix; a whole path that lies below it is taken too.

    Backslashes separate for this check on every system, since what is stored is read on others.

    >>> confined("demo/shot/v001/main.exr")
    ('demo', 'shot', 'v001', 'main.exr')

    Raises:
        UnsafePathError: It leads elsewhere, or is no name of a file by the rules of `flavour`.
    """
    given = resource_identifier
    if not given or any(ord(letter) < 32 or letter == "\x7f" or "\ud800" <= letter <= "\udfff" for letter in given):
        raise UnsafePathError(given, "it is empty or has control characters")
    if ".." in _SEPARATOR.split(given):
        raise UnsafePathError(given, "'..' leads out of a folder")
    path = flavour(given)
    if path.is_absolute() and prefix:
        if not path.is_relative_to(flavour(prefix)):
            raise UnsafePathError(given, f"it is not below {prefix}")
        path = path.relative_to(flavour(prefix))
    elif given[0] in "\\/" or path.anchor or _DRIVE.match(given):
        raise UnsafePathError(given, "it must be relative to the location's prefix")
    parts = tuple(path.parts)
    if not parts:
        raise UnsafePathError(given, "it names the prefix itself")
    if flavour is PureWindowsPath:
        for part in parts:
            _check_windows(given, part)
    return parts


def _check_windows(given: str, part: str) -> None:
    if device_name(part):
        raise UnsafePathError(given, f"Windows takes {part!r} for a device")
    if _REFUSED_BY_WINDOWS.search(part):
        raise UnsafePathError(given, f'Windows allows none of <>:"|?* in {part!r}')
    if part[-1] in " .":
        raise UnsafePathError(given, f"Windows drops the end of {part!r}")
