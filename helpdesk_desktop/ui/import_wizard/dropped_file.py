"""The only place that reads which file of this computer is being dropped."""

from PySide6.QtCore import QMimeData


def dropped_file(data: QMimeData) -> str:
    """The path of the first local file; empty when there is none."""
    if not data.hasUrls():
        return ""
    return next((url.toLocalFile() for url in data.urls() if url.isLocalFile()), "")
