"""The pages of what the program says by itself: toast, banner, status line, a fault of its own."""

from typing import Self

from helpdesk_desktop.testing.pages.page import Dialog, Page


class ToastPage(Page):
    """The short notice at the lower edge, of whichever window shows one."""

    name = "toast"

    @property
    def sentence(self) -> str:
        """What it says; empty where there is none."""
        return self.says("toast_sentence")

    def wait_for(self, text: str) -> Self:
        """Wait until a notice says this, somewhere in its sentence."""
        return self.until_says("toast_sentence", text)

    def take_back(self) -> None:
        """Press its button: Undo, or Open."""
        self.click("toast_button")
        self.settle()

    def close(self) -> None:
        """Press its cross."""
        self.click("toast_close")
        self.wait_closed()


class BannerPage(Page):
    """The line under the toolbar for what needs attention."""

    name = "banner"

    @property
    def sentence(self) -> str:
        """What it says; empty where there is none."""
        return self.says("banner_sentence")

    def wait_for(self, text: str) -> Self:
        """Wait until it says this, somewhere in its sentence."""
        return self.until_says("banner_sentence", text)

    def take(self, action: str) -> None:
        """Press one of its buttons by its key, as `retry`, `open`, `discard`."""
        self.click(f"banner_{action}")
        self.settle()

    def close(self) -> None:
        """Press its cross."""
        self.click("banner_close")
        self.settle()


class StatusLinePage(Page):
    """The lowest line: counts on the left, the database on the right."""

    name = "status_line"

    @property
    def counts(self) -> str:
        """How many tickets are listed and selected, in words."""
        return self.says("counts")

    @property
    def database(self) -> str:
        """Which database is open, in words."""
        return self.says("database")


class CrashPage(Dialog):
    """The report of a fault of the program's own."""

    name = "crash_dialog"

    @property
    def report(self) -> str:
        """The report."""
        return self.says("crash_report")

    def go_on(self) -> None:
        """Go on working."""
        self.click("go_on")
        self.wait_closed()
