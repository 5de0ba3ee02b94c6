"""The only place that takes secrets and customers' words out of a text that others may read.

Passwords are known by where they stand (an address, `password=`, a variable's name) and by what
they are: one that the program was given is taken out wherever it turns up. Customers' words are
known by quotes, by digits, by @ and by letters that no program's words have; so more is taken out
than need be, and the names of files, functions and errors stay.
"""

import re
import threading
from collections.abc import Mapping
from typing import Final
from urllib.parse import quote

GONE: Final = "***"
# A shorter one would be found in half the words there are.
_SHORTEST: Final = 4
_MOST_KNOWN: Final = 64

# Every run is bounded or begins at a fixed word: a megabyte of one letter must not take minutes.
_IN_ADDRESS: Final = re.compile(r"(?P<before>://[^\s/:]{0,300}):\S{0,1000}@")
# A password with a blank in it; what follows a host's port is none.
_IN_ADDRESS_LOOSE: Final = re.compile(
    r"(?P<before>://[^\s/:]{0,300}):(?=\S)(?!\d+(?:[/?\s]|$))[^\n@]{0,200}@"
)
_IN_QUOTES: Final = r"(?:b?'(?:[^'\\\n]|\\.)*')+|b?\"(?:[^\"\\\n]|\\.)*\""
_NAMED: Final = re.compile(
    r"(?P<before>(?:(?:password|passwd|passphrase|(?<![A-Za-z0-9])pwd|secret|token|api_?key)"
    r"[\w\-]{0,40}['\"]?\s{0,8}(?:=>|=|:)\s{0,8}|(?<![A-Za-z0-9])pass\s?=\s?))"
    rf"(?P<value>{_IN_QUOTES}|['\"][^\n]*|(?:\\.|[^\s\\])+)",
    re.IGNORECASE,
)
_OPTION: Final = re.compile(
    r"(?P<before>--?(?:password|passwd|pass|secret|token)[ =])"
    rf"(?P<value>{_IN_QUOTES}|[^\s-]\S*)",
    re.IGNORECASE,
)
_IN_SQL: Final = re.compile(
    rf"(?P<before>\b(?:identified by|password) )(?P<value>{_IN_QUOTES})", re.IGNORECASE
)
_HIDDEN_VARIABLE: Final = re.compile(
    r"password|passwd|passphrase|_pwd$|secret|token|api_?key", re.IGNORECASE
)

_known: list[str] = []
_lock = threading.Lock()


def remember_secret(text: str | None) -> None:
    """Take this text out of everything from now on, as it is and as an address writes it."""
    if text is None or len(text) < _SHORTEST:
        return
    with _lock:
        for form in {text, quote(text, safe=""), repr(text)[1:-1]}:
            if form not in _known:
                _known.append(form)
        _known.sort(key=len, reverse=True)
        del _known[_MOST_KNOWN:]


def remember_variables(environment: Mapping[str, str]) -> None:
    """Take out what the environment's variables for passwords hold, `PGPASSWORD` for one."""
    for name, value in environment.items():
        if _HIDDEN_VARIABLE.search(name) and not name.upper().endswith("FILE"):
            remember_secret(value)


def without_secrets(text: str) -> str:
    """The text without passwords."""
    with _lock:
        known = tuple(_known)
    for secret in known:
        text = text.replace(secret, GONE)
    text = _IN_ADDRESS_LOOSE.sub(
        rf"\g<before>:{GONE}@", _IN_ADDRESS.sub(rf"\g<before>:{GONE}@", text)
    )
    for pattern in (_NAMED, _OPTION, _IN_SQL):
        text = pattern.sub(rf"\g<before>{GONE}", text)
    return text


# What an error's sentence repeats of its data. Names of modules, files and errors have no quotes.
_QUOTED: Final = re.compile(
    r"“[^”\n]*”|„[^“\n]*“|«[^»\n]*»|\"(?:[^\"\\\n]|\\.)*\"|(?<![A-Za-z])'(?:[^'\\\n]|\\.)*'(?![A-Za-z])"
)
# A quote that nothing ends, or one with an apostrophe in it: up to the end.
_OPENED: Final = re.compile(r"[“„«\"].*|(?<![A-Za-z])'.*")
_KEY: Final = re.compile(r"\)=\(.*")  # `Key (login)=(lan) already exists`
_PARAMETERS: Final = re.compile(r"\[(?:parameters|SQL):.*", re.DOTALL)
_MAIL: Final = re.compile(r"[^\s<>(),;:]+@[^\s<>(),;:]+")
_DIGITS: Final = re.compile(r"\+?\d(?:[\s().\-]?\d){4,}")
_WORDS: Final = re.compile(r"\w*[^\W\d_a-zA-Z]\w*")
# A name in the middle of a sentence; names of errors are of several words in one.
_NAME: Final = re.compile(r"(?<=\S )[A-Z][a-z]+(?![\w.])")
_HOME: Final = re.compile(r"(?:/home/|/Users/)[^/\\\s\"':]+|[A-Za-z]:\\Users\\[^\\\"':\n]+")
_MOST_SENTENCE: Final = 300
_MOST_READ: Final = 2_000


def without_data(sentence: str) -> str:
    """An error's sentence without secrets and without what it repeats of customers' data."""
    if len(sentence) > _MOST_READ:  # half a word might be half a secret
        sentence = sentence[:_MOST_READ].rpartition(" ")[0]
    text = _PARAMETERS.sub(f"[{GONE}]", without_secrets(sentence))
    # Servers tell on the lines that follow which row it was, with all that stands in it.
    text, ends, _ = text.partition("\n")
    text = _KEY.sub(f")=({GONE})", _QUOTED.sub("\0", text))
    text = _OPENED.sub("\0", text).replace("\0", f"“{GONE}”") + (f" [{GONE}]" if ends else "")
    text = _MAIL.sub(GONE, text)
    text = _DIGITS.sub(GONE, text)
    text = _NAME.sub(GONE, _WORDS.sub(GONE, text))
    text = _HOME.sub("~", text)
    return text if len(text) <= _MOST_SENTENCE else f"{text[:_MOST_SENTENCE]}…"


def without_home(text: str) -> str:
    """The text without the name that a home folder has."""
    return _HOME.sub("~", text)
