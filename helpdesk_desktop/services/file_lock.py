"""The only place for locks on files that die with the program that holds them."""

import sys

if sys.platform == "win32":
    import msvcrt

    def took_lock(handle: int) -> bool:
        """Lock an open file for this program alone; False when another one holds it."""
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def took_lock(handle: int) -> bool:
        """Lock an open file for this program alone; False when another one holds it."""
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
