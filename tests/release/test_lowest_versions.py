"""What `pyproject.toml` promises about dependencies and interpreters is what was tested."""

from __future__ import annotations

import sys
import tomllib
from importlib.metadata import distributions, version
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from tests.release.compatibility import OLDEST, Interpreter, Run, interpreters, planned
from tests.release.lowest import ROOT, lowest_versions, pins, proven_versions

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
INSTALLED = {canonicalize_name(each.name) for each in distributions()} - {"ftrack-orm"}
OLD = Interpreter(Path("old"), (3, 11, 7))
NEW = Interpreter(Path("new"), (3, 13, 0))
FREE = Interpreter(Path("free"), (3, 13, 0), free_threaded=True)


def test_the_lowest_versions_that_are_allowed_are_those_that_were_tested() -> None:
    assert lowest_versions() == proven_versions(), "run `make compatibility`: it tests them and writes lowest.txt"


def test_this_environment_is_within_the_bounds() -> None:
    for texts in (PROJECT["dependencies"], *PROJECT["optional-dependencies"].values()):
        for requirement in map(Requirement, texts):
            if requirement.name in INSTALLED:
                assert requirement.specifier.contains(version(requirement.name), prereleases=True), str(requirement)


def test_only_a_version_that_breaks_its_promises_within_a_major_has_an_upper_bound() -> None:
    """An upper bound that nobody proved keeps users from versions that work; see docs/compatibility.md."""
    texts = [*PROJECT["dependencies"]]
    for extra, given in PROJECT["optional-dependencies"].items():
        texts += given if extra != "dev" else []
    bounded = {
        Requirement(text).name
        for text in texts
        if any(each.operator not in (">=", "!=") for each in Requirement(text).specifier)
    }
    assert bounded == {"datamodel-code-generator"}


def test_the_classifiers_name_every_version_from_the_oldest_on() -> None:
    named = [
        Version(text.rpartition(" ")[2])
        for text in PROJECT["classifiers"]
        if text.startswith("Programming Language :: Python :: 3.")
    ]
    oldest = Version(".".join(map(str, OLDEST)))
    assert named == [Version(f"3.{minor}") for minor in range(oldest.minor, max(named).minor + 1)]
    assert PROJECT["requires-python"] == f">={oldest}"


@pytest.mark.parametrize(
    ("requirements", "told"),
    [
        ('["rich"]', "rich does not state the one lower bound of rich"),
        ('["rich<20"]', "does not state the one lower bound of rich"),
        ('["rich>=13", "rich>=14"]', "does not state the one lower bound of rich"),
    ],
)
def test_a_dependency_without_one_lower_bound_is_refused(tmp_path: Path, requirements: str, told: str) -> None:
    path = tmp_path / "pyproject.toml"
    path.write_text(
        f'[project]\nname = "x"\ndependencies = {requirements}\n[project.optional-dependencies]\n', encoding="utf-8"
    )
    with pytest.raises(LookupError, match=told):
        lowest_versions(path)


def test_extras_count_and_tools_do_not(tmp_path: Path) -> None:
    path = tmp_path / "pyproject.toml"
    path.write_text(
        '[project]\nname = "x"\ndependencies = ["rich>=13"]\n'
        '[project.optional-dependencies]\ncli = ["x[web]", "psycopg[binary]>=3.2,<4"]\ndev = ["ruff>=1"]\n',
        encoding="utf-8",
    )
    assert pins(lowest_versions(path)) == "psycopg==3.2\nrich==13\n"


def test_the_lowest_versions_run_on_the_oldest_interpreter_and_the_newest_on_each() -> None:
    runs = planned([OLD, NEW, FREE])
    assert runs == [Run("lowest", OLD, lowest=True), Run("3.11", OLD), Run("3.13", NEW), Run("3.13t", FREE)]
    assert planned([OLD, NEW, FREE], ["3.13t"]) == [Run("3.13t", FREE)]


def test_a_version_that_is_not_there_is_named_with_those_that_are() -> None:
    with pytest.raises(LookupError, match=r"there is no 3\.99; this machine has lowest, 3\.11"):
        planned([OLD], ["3.99"])
    with pytest.raises(LookupError, match=r"no Python 3\.11"):
        planned([])


def test_interpreters_are_asked_who_they_are(tmp_path: Path) -> None:
    here = Path(sys.executable)
    (found,) = interpreters([here, here, tmp_path / "missing", Path("/bin/false")])
    assert (found.path, found.version) == (here, tuple(sys.version_info[:3]))
