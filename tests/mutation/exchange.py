"""Put a mutant in the place of the code that this process imported."""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator
from functools import _lru_cache_wrapper
from importlib.abc import MetaPathFinder, SourceLoader
from importlib.machinery import ModuleSpec
from importlib.util import spec_from_loader
from pathlib import Path
from types import CodeType, FunctionType
from typing import Any

from tests.mutation.mutant import Mutant
from tests.mutation.part import ROOT

__all__ = ["caches_of", "exchange", "forget_tests", "functions_of", "import_mutated"]

_NO_CODE = compile("", "", "exec")


def functions_of(files: set[str]) -> list[FunctionType]:
    """Return every function that was made from code in these files, however it is known now."""
    return [each for each in gc.get_objects() if type(each) is FunctionType and each.__code__.co_filename in files]


def caches_of(files: set[str]) -> list[_lru_cache_wrapper[Any]]:
    """Return what remembers the results of functions in these files."""
    found = [each for each in gc.get_objects() if type(each) is _lru_cache_wrapper]
    return [each for each in found if getattr(each.__wrapped__, "__code__", _NO_CODE).co_filename in files]


def exchange(mutant: Mutant, functions: list[FunctionType], caches: list[_lru_cache_wrapper[Any]]) -> None:
    """Let functions run the mutant's code, and forget what was remembered.

    Raises:
        SyntaxError: The mutant is no Python.
    """
    path = ROOT / mutant.file
    source = path.read_text(encoding="utf-8")
    before = _within(compile(source, str(path), "exec", dont_inherit=True), mutant.function)
    after = _within(compile(mutant.applied(source), str(path), "exec", dont_inherit=True), mutant.function)
    for function in functions:
        code = function.__code__
        for place, old in before.items():
            new = after.get(place)
            if old == code and new is not None and len(old.co_freevars) == len(new.co_freevars):
                function.__code__ = new
    for cached in caches:
        cached.cache_clear()


def _within(code: CodeType, function: str) -> dict[tuple[str, int], CodeType]:
    """Return the code of a function and of what is defined in it, by name and number among those of that name."""
    found: dict[tuple[str, int], CodeType] = {}
    for each in _walk(code):
        name = each.co_qualname
        if name == function or name.startswith(f"{function}.<locals>."):
            found[name, sum(known == name for known, _ in found)] = each
    return found


def _walk(code: CodeType) -> Iterator[CodeType]:
    yield code
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from _walk(constant)


def forget_tests() -> None:
    """Forget the modules of the tests; imported once more, they build what they build at import with the mutant."""
    _forget("tests")


def import_mutated(mutant: Mutant) -> None:
    """Forget all modules of the project; imported once more, the file is the mutant."""
    _forget("tests", "ftrack_orm", "ftrack_stock")
    sys.meta_path.insert(0, _Finder(mutant))


def _forget(*packages: str) -> None:
    runner = __package__ or ""
    for name in list(sys.modules):
        if name.split(".")[0] in packages and name != "tests" and not name.startswith(runner):
            del sys.modules[name]


class _Finder(MetaPathFinder):
    def __init__(self, mutant: Mutant) -> None:
        self._mutant = mutant
        self._name = mutant.file.removesuffix(".py").replace("/", ".")

    def find_spec(self, fullname: str, path: Any = None, target: Any = None) -> ModuleSpec | None:
        """Find the mutated module, and nothing else."""
        if fullname != self._name:
            return None
        return spec_from_loader(fullname, _Loader(ROOT / self._mutant.file, self._mutant))


class _Loader(SourceLoader):
    def __init__(self, path: Path, mutant: Mutant) -> None:
        self._path = path
        self._mutant = mutant

    def get_filename(self, fullname: str) -> str:
        """Return where the module would stand."""
        return str(self._path)

    def get_data(self, path: str | bytes) -> bytes:
        """Return the text of the mutant; there is nothing compiled beside it."""
        if path != str(self._path):
            raise OSError(f"no file {path!r}")
        return self._mutant.applied(self._path.read_text(encoding="utf-8")).encode()
