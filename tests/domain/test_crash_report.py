"""What a report of a fault holds: where it was, in what, how often; no secret, no customer."""

import pytest
from typing_extensions import override

from helpdesk_desktop.domain import redaction
from helpdesk_desktop.domain.crash_report import Crash, crash_of, fatal_crash, report_text
from helpdesk_desktop.domain.errors import Unavailable
from helpdesk_desktop.domain.redaction import remember_secret

VERSIONS = {"Helpdesk Desktop": "0.1.0", "System": "Linux"}


class _Mute(Exception):
    @override
    def __str__(self) -> str:
        raise RuntimeError("an error without words")


def _caught(error: BaseException) -> Crash:
    try:
        raise error
    except type(error) as raised:
        return crash_of(raised)


def _with_cause(customer: str) -> Crash:
    error = KeyError(customer)
    try:
        int(customer)
    except ValueError as cause:
        error.__cause__ = cause
    return crash_of(error)


def test_a_fault_is_known_by_its_kind_and_its_place() -> None:
    crash = _caught(ZeroDivisionError("division by zero"))
    assert crash.kind == "ZeroDivisionError"
    assert crash.place.startswith("_caught:")
    assert "in _caught" in crash.trace
    assert crash.trace.endswith("ZeroDivisionError: division by zero\n")
    assert _caught(ZeroDivisionError("again")).place == crash.place
    assert crash_of(ValueError("never raised")).place == ""


def test_causes_come_first_and_customers_words_are_gone() -> None:
    trace = _with_cause("Lan Phạm 0908123331").trace
    assert trace.index("ValueError: invalid literal") < trace.index("KeyError: ")
    assert "Phạm" not in trace
    assert "0908123331" not in trace


def test_a_context_counts_unless_it_is_suppressed() -> None:
    error = TypeError("second")
    error.__context__ = OSError("first")
    assert "OSError: first" in crash_of(error).trace
    error.__suppress_context__ = True
    assert "OSError: first" not in crash_of(error).trace


def test_errors_that_cause_each_other_end() -> None:
    first, second = ValueError("one"), ValueError("two")
    first.__cause__, second.__cause__ = second, first
    assert crash_of(first).trace.count("ValueError") == 2


def test_an_error_of_ours_is_named_by_its_key_alone() -> None:
    trace = _caught(Unavailable("unreachable", place="lan@db", reason="Phạm")).trace
    assert trace.endswith("Unavailable: unreachable\n")


def test_an_error_without_words_is_still_told() -> None:
    assert _caught(_Mute()).trace.endswith("_Mute: ***\n")


def test_a_report_has_versions_faults_and_the_logs_last_entries(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(redaction, "_known", [])
    remember_secret("geheim-7")
    log = [
        "2026-11-23 09:50:00,123 WARNING 11 qt: default: cannot load 'Lan.png' geheim-7",
        '  File "/home/lan/x.py", line 3',
        "KeyError: 'Lan'",
        *(f"2026-11-23 09:51:00,000 INFO 11 a.b: line {number}" for number in range(60)),
    ]
    crashes = [_caught(ZeroDivisionError("x")), Crash("TypeError", "", "trace two\n")]
    text = report_text(VERSIONS, crashes, log[:3], (1_200,))
    assert text.startswith("Helpdesk Desktop: 0.1.0\nSystem: Linux\n")
    assert "--- ZeroDivisionError (1,200 times) ---" in text
    assert "--- TypeError ---\ntrace two" in text
    assert "2026-11-23 09:50:00,123 WARNING 11 qt: default: cannot load “***” ***" in text
    assert "Lan" not in text.split("log's last entries")[1]
    assert "geheim" not in text
    long = report_text(VERSIONS, crashes, log)
    assert "line 20\n" in long
    assert "line 19\n" not in long
    assert "log's" not in report_text(VERSIONS, crashes, ())


@pytest.mark.parametrize(
    ("dump", "kind"),
    [
        (
            'Fatal Python error: Segmentation fault\n\n  File "/home/lan/x.py", line 1 in f\n',
            "Segmentation fault",
        ),
        ("Fatal error: QWidget: no application\n", "QWidget: no application"),
        ("garbage", "Fatal error"),
    ],
)
def test_what_killed_the_last_run_is_told(dump: str, kind: str) -> None:
    crash = fatal_crash(dump)
    assert crash.kind == kind
    assert "/home/lan" not in crash.trace
