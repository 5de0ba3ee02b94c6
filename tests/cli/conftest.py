"""What tests of the command line share: the program on a database, and tickets made by it."""

import pytest

from helpdesk_desktop.cli import main
from tests.builders import ensure_administrator
from tests.cli_program import NOW, Answer, Cli, Make


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str]) -> Cli:
    """Calls the program in this process with exactly these words."""

    def call(*words: str) -> Answer:
        capfd.readouterr()
        code = main(words)
        heard = capfd.readouterr()
        return Answer(code, heard.out, heard.err)

    return call


@pytest.fixture
def cli(run: Cli, database_url: str) -> Cli:
    """Calls the program on the engine's database, as `boss` and at NOW unless told otherwise."""
    ensure_administrator(database_url)

    def call(*words: str, as_: str = "boss", now: str = NOW) -> Answer:
        everywhere = ("--database", database_url, "--as", as_, "--now", now)
        return run(*everywhere, "--tz", "Asia/Ho_Chi_Minh", *words)

    return call


@pytest.fixture
def made(cli: Cli) -> Make:
    """Makes a ticket by `key=value` words and answers its serial."""

    def make(*settings: str, **options: str) -> int:
        words = [
            word for one in ("subject=Printer is on fire", *settings) for word in ("--set", one)
        ]
        answer = cli("create", *words, "--json", **options)
        assert answer.code == 0, answer.err
        serial: int = answer.json["serial"]
        return serial

    return make
