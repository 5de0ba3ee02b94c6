"""The only place for the words of the command line: commands, options and what they take.

What argparse would misread is guarded by `cli.words`; it raises instead of leaving, so that
`--json` can answer in JSON.
"""

import argparse
from collections.abc import Callable, Sequence
from typing import Any, NoReturn

from typing_extensions import override

from helpdesk_desktop import __version__
from helpdesk_desktop.cli.backup_arguments import add_backup_commands
from helpdesk_desktop.cli.words import Options, ordered, read_words, unguarded, without_guards
from helpdesk_desktop.domain.errors import BadUsage
from helpdesk_desktop.domain.setting_keys import LOG_LEVELS
from helpdesk_desktop.domain.text_rules import storable_problem

FORMATS = ("text", "json", "csv", "xlsx")
DEFAULT_LIMIT = 50
DEFAULT_MAX_BYTES = 20 * 1000**3  # 20 GB unpacked
# Twice what the list can show; more than any disk has room for would only fill it.
_MOST_FILLED = 100_000_000
# What names one thing, with the word that a sentence calls it by. Queries and `--set` tell for
# themselves what is wrong with a text, and where.
_NAMES = {
    "database": "--database",
    "password_file": "--password-file",
    "as_login": "--as",
    "tz": "--tz",
    "now": "--now",
    "region": "--region",
    "preset": "--preset",
    "map_file": "--map",
    "files": "FILE",
    "file": "--file",
    "output": "--output",
    "sheet": "--sheet",
    "uid": "--uid",
    "path": "PATH",
    "backup": "BACKUP",
}
# Paths may hold what no text may: on Linux they are bytes.
_PATHS = frozenset(
    {"database", "password_file", "map_file", "files", "file", "output", "path", "backup"}
)


class Told(Exception):  # it ends the reading of words, and is no fault
    """`--help` or `--version` was asked for: the text to answer, with its line end."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text


class _Parser(argparse.ArgumentParser):
    """Raises instead of exiting, so that `--json` can answer in JSON; takes no half options."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(allow_abbrev=False, **settings)

    @override
    def error(self, message: str) -> NoReturn:
        raise BadUsage("usage", reason=without_guards(message))

    @override
    def print_help(self, file: object = None) -> NoReturn:
        raise Told(self.format_help())


class _Version(argparse.Action):
    @override
    def __call__(
        self,
        parser: argparse.ArgumentParser,
        namespace: argparse.Namespace,
        values: str | Sequence[Any] | None,
        option_string: str | None = None,
    ) -> NoReturn:
        raise Told(f"helpdesk-desktop {__version__}\n")


def _whole(text: str) -> int:
    try:
        return int(unguarded(text))
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text[:40]}” is not a whole number") from None


def _natural(text: str) -> int:
    number = _whole(text)
    if number < 0:
        raise argparse.ArgumentTypeError(f"{number} is negative")
    return number


def _tickets(text: str) -> int:
    number = _natural(text)
    if number > _MOST_FILLED:
        raise argparse.ArgumentTypeError(f"{_MOST_FILLED:,} are the most")
    return number


def _shared() -> _Parser:
    # SUPPRESS: the same option may stand before or after the command, and the one that is not
    # given must not overwrite the one that is.
    shared = _Parser(add_help=False, argument_default=argparse.SUPPRESS)
    group = shared.add_argument_group("everywhere")
    group.add_argument("--database", metavar="URL", help="file or server address")
    group.add_argument("--password-file", metavar="PATH", help="mode 0600; - = standard input")
    group.add_argument("--as", dest="as_login", metavar="LOGIN", help="the agent who asks")
    group.add_argument("--tz", metavar="ZONE", help="time zone, e.g. Asia/Ho_Chi_Minh")
    group.add_argument(
        "--now", metavar="INSTANT", help="the present instant, for scripts; UTC without a zone"
    )
    group.add_argument("--region", metavar="XX", help="region of numbers without a country code")
    group.add_argument("--log-level", choices=LOG_LEVELS, help="how much the log file tells")
    group.add_argument(
        "--json",
        dest="format",
        action="store_const",
        const="json",
        help="the same as --format json",
    )
    group.add_argument("--format", choices=FORMATS, help="how to answer; csv and xlsx for lists")
    return shared


def _add_settings(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--set",
        dest="settings",
        action="append",
        default=[],
        metavar="KEY=VALUE",
        help="may be given several times",
    )


def _add_query(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("query", nargs="*", metavar="QUERY", help="the query language")


def _add_fields(command: Callable[[str, str], argparse.ArgumentParser]) -> None:
    shared = _shared()
    verbs = command("fields", "custom fields and their options").add_subparsers(
        dest="verb", metavar="VERB", required=True
    )
    verbs.add_parser("list", parents=[shared])
    for verb in ("add", "set"):
        changing = verbs.add_parser(verb, parents=[shared])
        changing.add_argument("key", metavar="KEY")
        changing.add_argument("words", nargs="*", metavar="KEY=VALUE")
        _add_settings(changing)
    options = verbs.add_parser("options", parents=[shared])
    options.add_argument("key", metavar="KEY")
    options.add_argument("--file", metavar="FILE", help="a list to take; - = standard input")


def _add_own_settings(command: Callable[[str, str], argparse.ArgumentParser]) -> None:
    shared = _shared()
    text = "what is set, by whom, and what the administrator has locked"
    verbs = command("settings", text).add_subparsers(dest="verb", metavar="VERB", required=True)
    verbs.add_parser("list", parents=[shared])
    for verb in ("get", "set", "unset"):
        one = verbs.add_parser(verb, parents=[shared])
        one.add_argument("key", metavar="KEY")
        if verb == "set":
            one.add_argument("value", metavar="VALUE")


def build_parser() -> argparse.ArgumentParser:
    """The parser of all commands."""
    shared = _shared()
    parser = _Parser(
        prog="helpdesk-desktop-cli",
        description="Works on a helpdesk database without a window.",
        parents=[shared],
    )
    parser.add_argument(
        "--version", action=_Version, nargs=0, default=argparse.SUPPRESS, help="say which version"
    )
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)

    def command(name: str, text: str) -> argparse.ArgumentParser:
        return commands.add_parser(name, help=text, description=text, parents=[shared])

    command(
        "init",
        "make the database, its first administrator of the login that --as names, "
        "or bring its schema up to date",
    )

    fill = command("fill", "add plausible tickets to try things with")
    fill.add_argument("--tickets", type=_tickets, default=10_000)
    fill.add_argument("--seed", type=_whole, default=1)

    import_ = command("import", "read tickets from CSV, TSV, XLSX, JSON or JSON lines")
    import_.add_argument("files", nargs="+", metavar="FILE")
    source = import_.add_mutually_exclusive_group()
    source.add_argument("--preset", metavar="NAME")
    source.add_argument("--map", dest="map_file", metavar="MAP.toml")
    import_.add_argument("--sheet", metavar="NAME", help="of a workbook; else its first filled one")
    import_.add_argument("--dry-run", action="store_true", help="say what would happen")
    import_.add_argument("--update", action="store_true", help="write what differs")
    import_.add_argument("--max-bytes", type=_natural, default=DEFAULT_MAX_BYTES)

    list_ = command("list", "list tickets")
    _add_query(list_)
    list_.add_argument("--columns", metavar="KEYS", help="separated by commas")
    list_.add_argument("--sort", metavar="KEYS", help="separated by commas; - before one: down")
    list_.add_argument("--limit", type=_natural, default=DEFAULT_LIMIT, help="0 = all")
    list_.add_argument("--offset", type=_natural, default=0)
    list_.add_argument(
        "--output", metavar="PATH", help="write a file, replacing one; its ending says the format"
    )

    _add_query(command("count", "count tickets"))

    show = command("show", "show everything about one ticket")
    show.add_argument("serial", metavar="SERIAL")

    create = command("create", "make a ticket")
    _add_settings(create)
    create.add_argument("--uid", metavar="UUID", help="the same one again makes no second ticket")

    edit = command("edit", "change tickets")
    edit.add_argument("serials", nargs="+", metavar="SERIAL")
    _add_settings(edit)

    for name, text in (
        ("agents", "who works here"),
        ("groups", "teams"),
        ("roles", "who may see and do what"),
        ("types", "kinds of tickets, in their order"),
    ):
        verbs = command(name, text).add_subparsers(dest="verb", metavar="VERB", required=True)
        verbs.add_parser("list", parents=[shared])
        for verb in ("add", "set"):
            changing = verbs.add_parser(verb, parents=[shared])
            changing.add_argument("key", metavar="LOGIN" if name == "agents" else "KEY")
            _add_settings(changing)
        end = {"groups": "remove", "roles": "remove", "types": "retire"}.get(name)
        if end is not None:
            verbs.add_parser(end, parents=[shared]).add_argument("key", metavar="KEY")

    _add_fields(command)
    _add_own_settings(command)
    add_backup_commands(command)
    return parser


def _options_of(parser: argparse.ArgumentParser) -> Options:
    # Over all commands.
    found: Options = {}
    for action in parser._actions:  # noqa: SLF001  # argparse has no public list of its options
        for option in action.option_strings:
            found[option] = action.nargs != 0
        if isinstance(action, argparse._SubParsersAction):  # noqa: SLF001  # as above
            for child in action.choices.values():
                found |= _options_of(child)
    return found


def wants_json(words: Sequence[str]) -> bool:
    """Whether the words ask for JSON, as far as they can be read: a fault is told in it, too."""
    found = "text"
    for option, value in read_words(words, _options_of(build_parser())):
        if option == "--json":
            found = "json"
        elif option == "--format":
            found = value or ""
    return found == "json"


def parse_arguments(words: Sequence[str]) -> argparse.Namespace:
    """What the words ask for; options that were not given are absent or have their default.

    Raises:
        BadUsage: the words are off.
        Told: nothing is to be done but to answer its text.
    """
    parser = build_parser()
    known = parser.parse_args(ordered(words, _options_of(parser)))
    for name, value in vars(known).items():
        setattr(known, name, unguarded(value))
    for name, label in _NAMES.items():
        for value in _texts(getattr(known, name, None)):
            _check_name(value, label, is_path=name in _PATHS)
    return known


def _texts(value: Any) -> list[str]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _check_name(value: str, label: str, *, is_path: bool) -> None:
    # Taken for not given, an empty one would lead to another database or make somebody else ask.
    if not value:
        raise BadUsage("usage", reason=f"{label} is empty")
    problem = storable_problem(value, label, label)
    if problem is not None and not (is_path and problem.key == "bad_text_surrogate"):
        raise BadUsage(problem.key, **problem.values)
