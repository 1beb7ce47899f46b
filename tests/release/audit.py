"""Ask for known vulnerabilities of what users install: `python -m tests.release.audit`, or `make audit`.

What is asked about is what the extra `all` brings in this environment, tools for development left out. It needs a
network: a service that does not answer, or knows none of the packages, has audited nothing, and that is told as such.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

__all__ = ["Verdict", "installed_for_users", "judged", "main"]

SERVICES = ("pypi", "osv")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a service told: how many it knew, which it did not, and the vulnerabilities."""

    audited: int = 0
    unknown: tuple[str, ...] = ()
    vulnerabilities: tuple[str, ...] = field(default=())

    @property
    def exit_code(self) -> int:
        """0 when everything was audited and is well, 1 for a vulnerability, 2 when something was not audited."""
        return 1 if self.vulnerabilities else 2 if self.unknown or not self.audited else 0

    def __str__(self) -> str:
        lines = [f"audited {self.audited} packages: {len(self.vulnerabilities)} known vulnerabilities"]
        lines += self.vulnerabilities
        if self.unknown or not self.audited:
            names = ", ".join(self.unknown) or "all of them"
            lines.append(f"NOT AUDITED, the service gave no answer for: {names}. Run this where it can be reached.")
        return "\n".join(lines)


def installed_for_users(extra: str = "all") -> dict[str, str]:
    """Return the versions of what the library and its extra bring, as they are installed here."""
    found: dict[str, str] = {}
    seen: set[tuple[str, str]] = set()
    waiting = [("ftrack-orm", ""), ("ftrack-orm", extra)]
    while waiting:
        name, wanted = waiting.pop()
        if (name, wanted) in seen:
            continue
        seen.add((name, wanted))
        try:
            held = distribution(name)
        except PackageNotFoundError:
            continue  # for another system or Python
        found[name] = held.version
        for each in map(Requirement, held.requires or ()):
            if each.marker is None or each.marker.evaluate({"extra": wanted}):
                needed = canonicalize_name(each.name)
                waiting += [(needed, ""), *((needed, one) for one in each.extras)]
    del found["ftrack-orm"]
    return dict(sorted(found.items()))


def judged(report: Mapping[str, Any], asked: Mapping[str, str]) -> Verdict:
    """Return what a report of `pip-audit` says about the versions that were asked about."""
    told = {str(canonicalize_name(each["name"])): each for each in report.get("dependencies", ())}
    known: dict[str, Mapping[str, Any]] = {name: told[name] for name in asked if "vulns" in told.get(name, {})}
    return Verdict(
        len(known),
        tuple(name for name in asked if name not in known),
        tuple(_vulnerability(each, one) for each in known.values() for one in each["vulns"]),
    )


def main() -> None:
    """Ask one service after the other until one knows everything; tell the verdict of the last."""
    asked = installed_for_users()
    verdict = Verdict(0, tuple(asked))
    for service in SERVICES:
        verdict = judged(_report(asked, service), asked)
        if verdict.exit_code != 2:
            break
    print(verdict)
    sys.exit(verdict.exit_code)


def _report(asked: Mapping[str, str], service: str) -> dict[str, Any]:
    """Return the report of a service, an empty one where it does not answer."""
    with tempfile.TemporaryDirectory(prefix="ftrack-orm-") as folder:
        pinned = Path(folder) / "installed.txt"
        pinned.write_text("".join(f"{name}=={version}\n" for name, version in asked.items()), encoding="utf-8")
        done = subprocess.run(_command(pinned, service), capture_output=True, text=True, check=False)
    try:
        report: dict[str, Any] = json.loads(done.stdout)
    except ValueError:
        print(f"{service}: {done.stderr.strip().rpartition(chr(10))[2] or 'no answer'}", file=sys.stderr)
        return {}
    return report


def _command(pinned: Path, service: str) -> Sequence[str]:
    options = ("--no-deps", "--disable-pip", "--format", "json", "--progress-spinner", "off", "--timeout", "15")
    return (sys.executable, "-m", "pip_audit", "-r", str(pinned), "--vulnerability-service", service, *options)


def _vulnerability(package: Mapping[str, Any], found: Mapping[str, Any]) -> str:
    fixed = ", ".join(found.get("fix_versions", ())) or "no version yet"
    return f"{package['name']} {package['version']}: {found['id']}, mended in {fixed}"


if __name__ == "__main__":
    main()
