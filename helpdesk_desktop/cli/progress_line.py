"""The only place that says on a terminal how far long work is, in one line that is written over."""

from typing import Self

from helpdesk_desktop.cli import answers

# The longer text before must not show behind the next one.
_WIDTH = 40


class ProgressLine:
    """Says each text once, and ends the line when the work ends."""

    def __init__(self) -> None:
        self._said = ""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._said:
            answers.show_progress("\n")

    def say(self, text: str) -> None:
        """Say this in place of what was said last."""
        if text != self._said:
            self._said = text
            answers.show_progress(f"\r{text:<{_WIDTH}}")
