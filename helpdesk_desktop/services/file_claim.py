"""The only place for "one program at a time, whoever comes first": a claim that nobody waits for.

The claim dies with its holder, so a killed program leaves none behind.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from helpdesk_desktop.services.file_lock import took_lock


@contextmanager
def claimed(path: Path) -> Iterator[bool]:
    """Whether the claim at `path` is ours while the `with` block runs.

    Raises:
        OSError: the file cannot be made.
    """
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        yield took_lock(handle)
    finally:
        os.close(handle)  # and the claim with it
