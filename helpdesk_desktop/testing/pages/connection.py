"""The pages of the ways to a database: first start, connection dialog, who one is, password."""

from typing import Self

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTabWidget

from helpdesk_desktop.testing import screen
from helpdesk_desktop.testing.pages.page import Dialog, Page
from helpdesk_desktop.testing.screen import NotOnScreenError
from helpdesk_desktop.ui.actions import Act

_FACES = {"recent": "recent_databases", "file": "file_fields", "server": "server_fields"}


class ConnectionPage(Dialog):
    """The dialog that leads to a database; its three faces are `recent`, `file`, `server`."""

    name = "connection_dialog"

    def open(self) -> Self:
        """Open it by Ctrl+Shift+O."""
        self.do(Act.SWITCH_DATABASE)
        return self.wait_open()

    @property
    def face(self) -> str:
        """The face that is shown."""
        return next((one for one, part in _FACES.items() if self.has(part)), "")

    @property
    def verdict(self) -> str:
        """What a test of the connection says."""
        return self.says("check_sentence")

    @property
    def recent(self) -> list[str]:
        """The databases that were opened before."""
        return self.show("recent").entries("recent_databases")

    def show(self, face: str) -> Self:
        """Go to a face by the arrows.

        Raises:
            NotOnScreenError: there is no such face now.
        """
        bar = self.find("connection_tabs", QTabWidget).tabBar()
        screen.focus(bar)
        for key in (*[Qt.Key.Key_Left] * bar.count(), *[Qt.Key.Key_Right] * bar.count()):
            if self.face == face:
                return self
            screen.press(bar, key)
        raise NotOnScreenError(f"no face {face} in the connection dialog")

    def fill_file(self, path: str, *, make: bool = False) -> Self:
        """Name a local file, to be opened or made."""
        self.show("file")
        self.tick("make_file" if make else "open_file")
        return self.type_into("file_path", path)

    def fill_server(
        self, *, address: str = "", user: str = "", password: str = "", **fields: str
    ) -> Self:
        """Name a server by its address, or by `host`, `port`, `database`."""
        self.show("server")
        if address:
            self.type_into("server_url", address)
        for name, text in {**fields, "user": user, "password": password}.items():
            if text:
                self.type_into(f"server_{name}", text)
        return self

    def test(self) -> Self:
        """Press Test, and wait for its verdict."""
        self.click("test_connection")
        return self.until(
            lambda: self.verdict and self.is_enabled("connect"), "the verdict", self._faults
        )

    def connect(self) -> None:
        """Press Connect, and wait until the dialog closes."""
        self.click("connect")
        self.wait_closed()


class FirstStartPage(Page):
    """The page that asks a new user for a database; nothing is made before it is answered."""

    name = "start_page"

    @property
    def connection(self) -> ConnectionPage:
        """The dialog that two of its ways open."""
        return ConnectionPage(self._program)

    def start_with_new_file(self) -> None:
        """Make a local file at the usual place."""
        self.click("start_new_file")
        self.wait_closed()

    def open_file(self) -> ConnectionPage:
        """Open a file that is there."""
        self.click("start_open_file")
        return self.connection.wait_open()

    def connect_to_server(self) -> ConnectionPage:
        """Connect to a server."""
        self.click("start_server")
        return self.connection.wait_open()

    def try_demo(self) -> None:
        """Try the program with its demo data."""
        self.click("start_demo")
        self.wait_closed()


class WhoPage(Dialog):
    """The dialog that asks who one is."""

    name = "who_dialog"

    @property
    def agents(self) -> list[str]:
        """Whom one may work as."""
        return self.entries("agents")

    def open(self) -> Self:
        """Open it from the menu under one's name, as it has no key."""
        from helpdesk_desktop.testing.pages.menus import (  # noqa: PLC0415  # the menus know it too
            AccountMenuPage,
        )

        AccountMenuPage(self._program).open().take("act_change_agent")
        return self.wait_open()

    def work_as(self, name: str) -> None:
        """Type enough of a name and press Enter."""
        self.type_into("find_agent", name)
        self.press_in("find_agent", Qt.Key.Key_Return)
        self.wait_closed()


class PasswordPage(Dialog):
    """The dialog that asks for a server's password."""

    name = "password_dialog"

    def give(self, password: str, *, remember: bool = False) -> None:
        """Type the password and connect."""
        self.type_into("password", password)
        if self.has("remember_typed_password"):
            self.tick("remember_typed_password", on=remember)
        self.click("connect")
        self.wait_closed()
