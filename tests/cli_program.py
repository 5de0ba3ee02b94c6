"""The command line as a script meets it: words in; exit code, standard output and error out."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeAlias

NOW = "2026-11-23T02:50:00Z"


@dataclass(frozen=True, slots=True)
class Answer:
    """What one call of the program answered."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Standard output, which is one document and nothing else."""
        return json.loads(self.out)

    @property
    def error(self) -> tuple[int, str]:
        """The exit code and the code of the error document, whose sentence was said, too."""
        document = self.json
        assert list(document) == ["error"]
        error = document["error"]
        assert list(error) == ["code", "message", "column"]
        said = error["message"].replace("\n", " ").replace("\0", "␀")
        assert self.err.startswith(said)
        assert len(self.err.splitlines()) == 1
        return self.code, error["code"]


# Words, and options such as `as_`, to what the program answers.
Cli: TypeAlias = Callable[..., Answer]
# `key=value` words to the serial of a new ticket.
Make: TypeAlias = Callable[..., int]
