"""The page of the dialog that asks for what is missing before a ticket is closed."""

from helpdesk_desktop.testing.pages.forms import CustomForm


class ClosingPage(CustomForm):
    """Just the fields that closing needs and the ticket has not."""

    name = "closing_dialog"

    @property
    def trouble(self) -> str:
        """What is said over the buttons."""
        return self.says("closing_trouble")

    def close_ticket(self) -> None:
        """Press the button that closes the ticket, and wait until it is closed."""
        self.click("close_ticket")
        self.wait_closed()

    def leave_open(self) -> None:
        """Let the ticket stay as it is."""
        self.click("leave_open")
        self.wait_closed()
