"""What `make fuzz` counts is what Hypothesis tells."""

from __future__ import annotations

from tests.hardening.__main__ import counted

TOLD = """\
tests/hardening/test_texts.py::test_any[x]:

  - during generate phase (2.39 seconds):
    - Typical runtimes: ~ 1-14 ms, of which ~ 0-5 ms in data generation
    - 300 passing, 0 failing, and 10 invalid test cases

  - Stopped because settings.max_examples=300

tests/hardening/test_frames.py::test_other:

  - during reuse phase (0.01 seconds):
    - 4 passing, 0 failing, and 0 invalid test cases
  - during generate phase (0.10 seconds):
    - 90 passing, 2 failing, and 0 invalid test cases
"""


def test_inputs_are_counted_by_file_over_all_phases() -> None:
    passed, failed = counted(TOLD)
    assert passed == {"tests/hardening/test_texts.py": 300, "tests/hardening/test_frames.py": 94}
    assert failed["tests/hardening/test_frames.py"] == 2
    assert failed["tests/hardening/test_texts.py"] == 0
