"""Passwords go to the system's key store or nowhere."""

import configparser
from collections.abc import Callable, Iterator
from typing import ClassVar

import keyring
import pytest
from keyring import backend, errors
from keyring.backends import chainer, fail, null
from keyring.compat import properties
from keyring.core import load_keyring
from typing_extensions import override

from helpdesk_desktop.services import key_store
from helpdesk_desktop.services.key_store import KeyStore
from helpdesk_desktop.storage.database_url import ServerAddress
from tests.services.memory_store import MemoryStore

AT = ServerAddress("postgresql", "db.example.org", 5432, "helpdesk", "lan")
OTHER = ServerAddress("mariadb", "db.example.org", 3306, "helpdesk", "lan")


class FileStore(MemoryStore):
    """One that writes files of its own: less than keyring recommends."""

    priority: ClassVar[float] = 0.5


class LockedStore(MemoryStore):
    """One whose owner does not unlock it."""

    @override
    def get_password(self, service: str, username: str) -> str | None:
        raise errors.KeyringLocked

    @override
    def set_password(self, service: str, username: str, password: str) -> None:
        raise errors.PasswordSetError


class AbsentStore(MemoryStore):
    """One that cannot be used on this machine."""

    @properties.classproperty
    @override
    def priority(cls) -> float:  # noqa: N805  # as keyring's own backends have it
        raise RuntimeError("no bus")


@pytest.fixture(autouse=True)
def _own_store() -> Iterator[None]:
    before = keyring.get_keyring()
    MemoryStore.kept.clear()
    yield
    keyring.set_keyring(before)


@pytest.mark.parametrize(
    "error", [PermissionError(13, "keyringrc.cfg"), configparser.Error("a section twice")]
)
def test_a_store_whose_own_settings_cannot_be_read_is_none(
    monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    def refuse() -> backend.KeyringBackend:
        raise error

    monkeypatch.setattr(key_store, "get_keyring", refuse)
    store = KeyStore()
    assert not store.is_there
    assert not store.keep(AT, "geheim")
    assert store.password_of(AT) is None
    store.forget(AT)


def test_a_password_is_kept_found_replaced_and_forgotten() -> None:
    keyring.set_keyring(MemoryStore())
    store = KeyStore()
    assert store.is_there
    assert store.password_of(AT) is None
    assert store.keep(AT, "geheim")
    assert store.keep(AT, "s3:cr/t %")
    assert store.password_of(AT) == "s3:cr/t %"
    assert store.password_of(OTHER) is None
    store.forget(AT)
    assert store.password_of(AT) is None
    store.forget(AT)


@pytest.mark.parametrize("make_store", [fail.Keyring, null.Keyring, FileStore, AbsentStore])
def test_where_no_store_is_safe_nothing_is_kept(
    make_store: Callable[[], backend.KeyringBackend],
) -> None:
    keyring.set_keyring(make_store())
    keys = KeyStore()
    assert not keys.is_there
    assert not keys.keep(AT, "geheim")
    assert keys.password_of(AT) is None
    keys.forget(AT)
    assert MemoryStore.kept == {}


def test_a_locked_store_gives_and_takes_nothing() -> None:
    keyring.set_keyring(LockedStore())
    keys = KeyStore()
    assert keys.is_there
    assert not keys.keep(AT, "geheim")
    assert keys.password_of(AT) is None
    keys.forget(AT)


def test_of_several_stores_the_safe_one_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chainer.ChainerBackend, "backends", [FileStore(), MemoryStore()])
    keyring.set_keyring(load_keyring("keyring.backends.chainer.ChainerBackend"))
    store = KeyStore()
    assert store.keep(AT, "geheim")
    assert store._store is not None
    assert type(store._store) is MemoryStore
