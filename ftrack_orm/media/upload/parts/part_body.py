"""The body of a request: a part of a source, read as it leaves."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from ftrack_orm.media.upload.control import Control
from ftrack_orm.media.upload.parts.part_layout import Part
from ftrack_orm.media.upload.source import Source

__all__ = ["PartBody", "md5_of"]

_BLOCK = 2**18


class PartBody:
    """Gives the bytes of a part in blocks, once; hashes what it gave and counts it as sent.

    `failure` is what went wrong with the source, which an HTTP library would take for a broken connection.
    """

    def __init__(self, source: Source, part: Part, control: Control) -> None:
        self._source = source
        self._part = part
        self._control = control
        self._md5 = hashlib.md5(usedforsecurity=False)
        self._given = 0
        self.failure: BaseException | None = None

    def __len__(self) -> int:
        return self._part.length

    def __iter__(self) -> Iterator[bytes]:
        try:
            for block in _blocks(self._source, self._part):
                self._control.check()
                self._md5.update(block)
                yield block
                self._given += len(block)
                self._control.advance(len(block))
        except GeneratorExit:
            raise
        except BaseException as failure:
            self.failure = failure
            raise

    @property
    def md5(self) -> str:
        """The digest of what was given, in hexadecimal digits."""
        return self._md5.hexdigest()

    def take_back(self) -> None:
        """Count nothing as sent any more."""
        given, self._given = self._given, 0
        if given:
            self._control.advance(-given)


def md5_of(source: Source, part: Part, control: Control) -> bytes:
    """Return the MD5 digest of a part.

    Raises:
        StoppedError: The upload was stopped meanwhile.
    """
    md5 = hashlib.md5(usedforsecurity=False)
    for block in _blocks(source, part):
        control.check()
        md5.update(block)
    return md5.digest()


def _blocks(source: Source, part: Part) -> Iterator[bytes]:
    for offset in range(part.offset, part.offset + part.length, _BLOCK):
        yield source.read_at(offset, min(_BLOCK, part.offset + part.length - offset))
