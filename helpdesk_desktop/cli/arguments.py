"""The only place for the words of the command line: commands, options and what they take.

argparse alone answers exit 2 to `count -type:question` and to `--sort -updated`. So the words are
looked at first: whatever begins with one dash and is no option of ours is guarded by a character
that no shell can pass (NUL) until argparse is done.
"""

import argparse
from collections.abc import Sequence
from typing import Any, NoReturn

from typing_extensions import override

from helpdesk_desktop import __version__
from helpdesk_desktop.domain.errors import BadUsage

_GUARD = "\0"
FORMATS = ("text", "json", "csv")
DEFAULT_LIMIT = 50
DEFAULT_MAX_BYTES = 20 * 1000**3  # 20 GB unpacked


class _Parser(argparse.ArgumentParser):
    """Raises instead of exiting, so that `--json` can answer in JSON; takes no half options."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(allow_abbrev=False, **settings)

    @override
    def error(self, message: str) -> NoReturn:
        raise BadUsage("usage", reason=_unguarded(message))


def _unguarded(value: Any) -> Any:
    if isinstance(value, str):
        return value.replace(_GUARD, "")
    if isinstance(value, list):
        return [_unguarded(item) for item in value]
    return value


def _whole(text: str) -> int:
    try:
        return int(_unguarded(text))
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text[:40]}” is not a whole number") from None


def _natural(text: str) -> int:
    number = _whole(text)
    if number < 0:
        raise argparse.ArgumentTypeError(f"{number} is negative")
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
    group.add_argument(
        "--json",
        dest="format",
        action="store_const",
        const="json",
        help="the same as --format json",
    )
    group.add_argument("--format", choices=FORMATS, help="how to answer; csv for lists alone")
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


def build_parser() -> argparse.ArgumentParser:
    """The parser of all commands."""
    shared = _shared()
    parser = _Parser(
        prog="helpdesk-desktop-cli",
        description="Works on a helpdesk database without a window.",
        parents=[shared],
    )
    parser.add_argument("--version", action="version", version=f"helpdesk-desktop {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)

    def command(name: str, text: str) -> argparse.ArgumentParser:
        return commands.add_parser(name, help=text, description=text, parents=[shared])

    command("init", "make the database, or bring its schema up to date")

    fill = command("fill", "add plausible tickets to try things with")
    fill.add_argument("--tickets", type=_natural, default=10_000)
    fill.add_argument("--seed", type=_whole, default=1)

    import_ = command("import", "read tickets from CSV, TSV, JSON or JSON lines")
    import_.add_argument("files", nargs="+", metavar="FILE")
    source = import_.add_mutually_exclusive_group()
    source.add_argument("--preset", metavar="NAME")
    source.add_argument("--map", dest="map_file", metavar="MAP.toml")
    import_.add_argument("--dry-run", action="store_true", help="say what would happen")
    import_.add_argument("--update", action="store_true", help="write what differs")
    import_.add_argument("--max-bytes", type=_natural, default=DEFAULT_MAX_BYTES)

    list_ = command("list", "list tickets")
    _add_query(list_)
    list_.add_argument("--columns", metavar="KEYS", help="separated by commas")
    list_.add_argument("--sort", metavar="KEYS", help="separated by commas; - before one: down")
    list_.add_argument("--limit", type=_natural, default=DEFAULT_LIMIT, help="0 = all")
    list_.add_argument("--offset", type=_natural, default=0)

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
    ):
        verbs = command(name, text).add_subparsers(dest="verb", metavar="VERB", required=True)
        verbs.add_parser("list", parents=[shared])
        for verb in ("add", "set"):
            changing = verbs.add_parser(verb, parents=[shared])
            changing.add_argument("key", metavar="LOGIN" if name == "agents" else "KEY")
            _add_settings(changing)

    command("check", "see whether the database is sound")
    return parser


def _options_of(parser: argparse.ArgumentParser) -> dict[str, bool]:
    # Option -> whether it takes a value, over all commands.
    found: dict[str, bool] = {}
    for action in parser._actions:  # noqa: SLF001  # argparse has no public list of its options
        for option in action.option_strings:
            found[option] = action.nargs != 0
        if isinstance(action, argparse._SubParsersAction):  # noqa: SLF001  # as above
            for child in action.choices.values():
                found |= _options_of(child)
    return found


def ordered(words: Sequence[str], options: dict[str, bool]) -> list[str]:
    """The words as argparse can read them: command, options, then the rest, dashes guarded."""
    plain: list[str] = []
    given: list[str] = []
    rest = iter(words)
    for word in rest:
        if word == "--":
            plain.extend(_GUARD + later for later in rest)
        elif word in options:
            given.append(word)
            value = next(rest, None) if options[word] else None
            if value is not None:
                given.append(_GUARD + value if value.startswith("-") else value)
        elif word.startswith("--"):
            given.append(word)  # --option=value, or an unknown one for argparse to refuse
        else:
            plain.append(_GUARD + word if word.startswith("-") and word != "-" else word)
    # The verb of `agents list` is a command of its own, and takes the options after it.
    heads = 2 if plain and plain[0] in {"agents", "groups", "roles"} else 1
    return [*plain[:heads], *given, *plain[heads:]]


def wants_json(words: Sequence[str]) -> bool:
    """Whether the words ask for JSON, as far as they can be read: a fault is told in it, too."""
    options = _options_of(build_parser())
    found = "text"
    rest = iter(words)
    for word in rest:
        if word == "--":
            break
        name, sign, value = word.partition("=")
        if not sign and options.get(name):
            value = next(rest, "")
        if name == "--json":
            found = "json"
        elif name == "--format":
            found = value
    return found == "json"


def parse_arguments(words: Sequence[str]) -> argparse.Namespace:
    """What the words ask for; options that were not given are absent or have their default.

    Raises:
        BadUsage: the words are off.
    """
    parser = build_parser()
    clean = [word.replace(_GUARD, "") for word in words]
    known = parser.parse_args(ordered(clean, _options_of(parser)))
    for name, value in vars(known).items():
        setattr(known, name, _unguarded(value))
    return known
