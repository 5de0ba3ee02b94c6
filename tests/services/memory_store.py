"""A key store of the system's kind that is gone with the test."""

from typing import ClassVar

from keyring import backend
from typing_extensions import override


class MemoryStore(backend.KeyringBackend):
    priority: ClassVar[float] = 5
    kept: ClassVar[dict[tuple[str, str], str]] = {}

    def __init__(self) -> None:
        # keyring's own (untyped) only reads KEYRING_PROPERTY_* of the environment: not for a test.
        pass

    @override
    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    @override
    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    @override
    def delete_password(self, service: str, username: str) -> None:
        del self.kept[service, username]
