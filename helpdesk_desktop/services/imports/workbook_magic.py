"""The only place that tells how workbooks begin, and what an unreadable one is."""

from typing import NoReturn

from helpdesk_desktop.domain.errors import Damaged
from helpdesk_desktop.services.imports.byte_source import CHUNK_BYTES, ByteSource

ZIP_MAGIC = b"PK\x03\x04"
OLE_MAGIC = b"\xd0\xcf\x11\xe0"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def refuse_ole(source: ByteSource) -> NoReturn:
    """Say what a file in Microsoft's old container is: locked by a password, or an old workbook.

    Raises:
        Damaged: always.
    """
    kept = b""
    with source.open() as file:
        while chunk := file.read(CHUNK_BYTES):
            if _ENCRYPTED in kept + chunk:
                raise Damaged("workbook_locked", place=str(source.path))
            kept = chunk[-len(_ENCRYPTED) :]
    raise Damaged("workbook_old", place=str(source.path))
