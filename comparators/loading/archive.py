"""Zip packages read safely: nothing is unpacked to disk, and every limit holds before a byte is inflated."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass

from comparators.errors import InputError
from comparators.options import LoadLimits

ENCRYPTED_FLAGS = 0x1 | 0x40 | 0x2000
# A small part may pack as well as it likes (a clause copied a thousand times does): only a large one counts.
RATIO_MATTERS_FROM = 16_000_000
# A blank bitmap packs a thousandfold, and is never unpacked here.
_PICTURES = (".bmp", ".emf", ".wmf", ".tif", ".tiff", ".png", ".gif")


@dataclass(frozen=True, slots=True)
class Archive:
    """An open package: its parts by name, and the file's name for what is said about it.

    ``parts`` maps the lower-cased part name, slashes forward and without the first one, to the entry:
    OPC part names differ in more than case.
    """

    shown: str
    file: zipfile.ZipFile
    parts: Mapping[str, zipfile.ZipInfo]

    def has(self, name: str) -> bool:
        """Say whether there is a part of that name."""
        return part_key(name) in self.parts

    def names(self) -> list[str]:
        """Return the part names as they stand in the package, in the order of its directory."""
        return [info.filename.replace("\\", "/").lstrip("/") for info in self.parts.values()]

    def read(self, name: str) -> bytes:
        """Return a part's bytes; ``KeyError`` if there is none, :class:`InputError` if it is damaged."""
        info = self.parts[part_key(name)]
        try:
            return self.file.read(info)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError) as error:
            raise InputError("input-damaged-part", path=self.shown, part=printable(info.filename)) from error
        except RuntimeError as error:  # what zipfile raises for a part under a password
            raise InputError("input-encrypted", path=self.shown) from error


def part_key(name: str) -> str:
    """Return the form in which part names are compared."""
    return name.replace("\\", "/").lstrip("/").lower()


def printable(text: str) -> str:
    """Return ``text`` with lone surrogates and control characters replaced, for messages."""
    clean = text.encode("utf-8", "replace").decode("utf-8")
    return "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in clean)


def open_archive(data: bytes, shown: str, limits: LoadLimits) -> Archive:
    """Open a zip package held in memory.

    Raises :class:`InputError` where it is damaged or cut off, encrypted, or larger unpacked than ``limits``
    allow (in parts, in bytes, or in the ratio of a large part's size to its packed size).
    """
    try:
        file = zipfile.ZipFile(io.BytesIO(data))
        entries = file.infolist()
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError) as error:
        raise InputError("input-damaged", path=shown) from error
    if len(entries) > limits.max_parts:
        raise InputError("input-too-many-parts", path=shown, count=len(entries), limit=limits.max_parts)
    parts: dict[str, zipfile.ZipInfo] = {}
    total = 0
    for info in entries:
        if info.flag_bits & ENCRYPTED_FLAGS:
            raise InputError("input-encrypted", path=shown)
        total += info.file_size
        if total > limits.max_unpacked or _is_bomb(info, limits):
            raise InputError("input-bomb", path=shown, part=printable(info.filename))
        if not info.is_dir() and _is_plain(info.filename):
            parts[part_key(info.filename)] = info
    return Archive(shown, file, parts)


def _is_bomb(info: zipfile.ZipInfo, limits: LoadLimits) -> bool:
    if info.file_size > limits.max_part:
        return True
    if info.file_size <= RATIO_MATTERS_FROM or info.filename.lower().endswith(_PICTURES):
        return False
    return info.file_size > limits.max_ratio * max(info.compress_size, 1)


def _is_plain(name: str) -> bool:
    """Say whether a name stays inside the package; one that climbs out of it names no part."""
    steps = name.replace("\\", "/").split("/")
    return ".." not in steps and ":" not in steps[0]
