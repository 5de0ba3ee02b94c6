"""The only place for the line that ends a backup, and by which one is told from a database."""

import re
from typing import BinaryIO

SEAL = re.compile(rb"\nHELPDESK-BACKUP ([0-9a-f]{8}) ([0-9a-f]{64})\n")
SEAL_BYTES = 1 + 15 + 1 + 8 + 1 + 64 + 1


def seal_line(length: int, digest: str) -> bytes:
    """The seal of a manifest of this length and SHA-256."""
    return f"\nHELPDESK-BACKUP {length:08x} {digest}\n".encode()


def read_seal(file: BinaryIO, size: int) -> tuple[int, str] | None:
    """Length and SHA-256 of the manifest, as the open file's end says; None where it says none."""
    file.seek(max(0, size - SEAL_BYTES))
    found = SEAL.fullmatch(file.read(SEAL_BYTES))
    return None if found is None else (int(found[1], 16), found[2].decode())


def is_sealed(file: BinaryIO, size: int) -> bool:
    """Whether the open file ends as a backup does."""
    return read_seal(file, size) is not None
