"""The only place that says what `doctor` does."""

import argparse

from helpdesk_desktop import bootstrap
from helpdesk_desktop.cli import answers
from helpdesk_desktop.cli.output import Output
from helpdesk_desktop.services.doctor.examination import examine
from helpdesk_desktop.services.doctor.findings import State

_MARKS = {State.OK: "ok     ", State.WARNING: "warning", State.FAULT: "FAULT  "}
_CHECK_WIDTH = 14


def run_doctor(asked: argparse.Namespace, request: bootstrap.DeskRequest, out: Output) -> int:
    """Look at everything, say how it stands with each, and answer the exit code."""
    found = []
    for finding in examine(request):
        found.append(finding)
        if answers.is_json(asked):
            continue
        answers.write_line(
            f"{_MARKS[finding.state]}  {finding.check:<{_CHECK_WIDTH}}  {finding.message}", out
        )
        if finding.way_out is not None:
            answers.write_line(f"{' ' * (11 + _CHECK_WIDTH)}→ {finding.way_out}", out)
        out.flush()  # a server that does not answer takes seconds
    is_well = all(one.state is not State.FAULT for one in found)
    if answers.is_json(asked):
        answers.write_json({"ok": is_well, "checks": [one.as_json() for one in found]}, out)
    return answers.EXIT_DONE if is_well else answers.EXIT_NOT_DONE
