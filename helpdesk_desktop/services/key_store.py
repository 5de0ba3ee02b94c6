"""The only place that keeps server passwords: the system's key store, and never a file.

Where the system has none, or only one that writes files of its own, nothing is kept, and the
program asks each time. The store may itself ask the user to unlock it, so every call may block.
"""

import configparser
from functools import cached_property

from keyring import backend, errors, get_keyring
from keyring.backends import chainer

from helpdesk_desktop.services.places import APP_NAME
from helpdesk_desktop.storage.database_url import ServerAddress

# What keyring itself recommends: the systems' own stores have 1 and more, files less.
_LEAST_PRIORITY = 1
_NO_STORES = ("keyring.backends.fail", "keyring.backends.null", "keyrings.alt")
# A backend of the user's choice, and keyring's own settings, which they may have broken.
_UNUSABLE = (
    errors.KeyringError,
    RuntimeError,
    ImportError,
    OSError,
    ValueError,
    configparser.Error,
)


class KeyStore:
    """The system's key store, chosen at the first call."""

    @property
    def is_there(self) -> bool:
        """Whether a password can be kept at all."""
        return self._store is not None

    def password_of(self, address: ServerAddress) -> str | None:
        """The kept password; None where none is kept or the store stays locked."""
        if self._store is None:
            return None
        try:
            return self._store.get_password(APP_NAME, _key(address))
        except errors.KeyringError:
            return None

    def keep(self, address: ServerAddress, password: str) -> bool:
        """Keep a password in place of the one before; False where the store refuses."""
        if self._store is None:
            return False
        try:
            self._store.set_password(APP_NAME, _key(address), password)
        except errors.KeyringError:
            return False
        return True

    def forget(self, address: ServerAddress) -> None:
        """Drop the password; dropping none is no error."""
        if self.password_of(address) is None or self._store is None:
            return
        try:
            self._store.delete_password(APP_NAME, _key(address))
        except errors.KeyringError:
            return  # locked or gone meanwhile

    @cached_property
    def _store(self) -> backend.KeyringBackend | None:
        try:
            chosen = get_keyring()
        except _UNUSABLE:
            return None
        stores = chosen.backends if isinstance(chosen, chainer.ChainerBackend) else [chosen]
        return next((store for store in stores if _is_safe(store)), None)


def _is_safe(store: backend.KeyringBackend) -> bool:
    if type(store).__module__.startswith(_NO_STORES):
        return False
    try:
        return float(store.priority) >= _LEAST_PRIORITY
    except (RuntimeError, errors.KeyringError):  # how a backend says that it cannot be used here
        return False


def _key(address: ServerAddress) -> str:
    return f"{address.kind}://{address.place}"
