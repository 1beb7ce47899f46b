"""Fixtures of encodings: those of uploads, and a picture."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from tests.media.upload.conftest import accessor, options, uploading, version

__all__ = ["accessor", "options", "picture", "uploading", "version"]


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    path = tmp_path / "turntable.png"
    Image.new("RGB", (640, 480), "red").save(path)
    return path
