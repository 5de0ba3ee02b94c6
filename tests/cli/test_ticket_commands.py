"""`create`, `edit` and `show`: the documents to the letter, and what is refused."""

from uuid import UUID, uuid4

import pytest

from helpdesk_desktop.domain.calls import CallDirection, CallStatus, NewCall
from helpdesk_desktop.domain.ticket import NewNote, Serial
from helpdesk_desktop.storage.call_store import add_call
from tests.builders import NOW as AT
from tests.builders import opened
from tests.cli_program import Cli, Make

_EVERY_KEY = [
    "serial", "uid", "version", "subject", "description", "status", "type", "priority", "source",
    "contact", "phone", "email", "company", "assignee", "group", "ccs", "call", "created",
    "updated", "due", "closed", "first_response", "unread", "external_id", "contact_detail",
    "custom", "calls", "notes", "activities", "attachments",
]  # fmt: skip
_FULL = (
    "subject=Hello", "description=two\nlines", "status=pending", "type=problem",
    "priority=urgent", "source=email", "contact=Mai Trần", "phone=0908 123 331",
    "email=Mai@Flowers.vn", "company=ACME", "assignee=lan", "group=vip", "ccs=minh,lan",
    "due=2026-11-24T09:50", "external_id=X-1",
)  # fmt: skip


@pytest.fixture
def people(cli: Cli) -> None:
    for login in ("lan", "minh"):
        assert cli("agents", "add", login).code == 0
    assert cli("groups", "add", "vip", "--set", "members=lan").code == 0


def _problem(field: str | None, code: str, message: str) -> dict[str, object]:
    return {
        "line": None, "column": None, "field": field, "code": code, "severity": "rejected",
        "message": message,
    }  # fmt: skip


# --- create ---------------------------------------------------------------------------------------


def test_create_answers_serial_uid_and_version(cli: Cli) -> None:
    first = cli("create", "--set", "subject=Hello", "--json")
    assert first.code == 0
    assert first.err == ""
    assert list(first.json) == ["serial", "uid", "version"]
    assert (first.json["serial"], first.json["version"]) == (1, 1)
    assert str(UUID(first.json["uid"])) == first.json["uid"]
    assert cli("create", "--set", "subject=Again").out == "#2\n"


def test_the_same_uid_again_makes_no_second_ticket(cli: Cli) -> None:
    words = ("create", "--uid", str(uuid4()), "--set", "subject=Hello", "--json")
    assert cli(*words).json == cli(*words).json
    assert cli("count").out == "1\n"


@pytest.mark.usefixtures("people")
def test_show_tells_every_key_in_the_order_of_the_contract(cli: Cli, made: Make) -> None:
    serial = made(*_FULL)
    shown = cli("show", f"#{serial}", "--json")
    assert shown.code == 0
    assert list(shown.json) == _EVERY_KEY
    document = shown.json
    detail = document["contact_detail"]
    uid, batch = document.pop("uid"), document["activities"][0]["batch"]
    assert UUID(uid) != UUID(batch)
    assert detail.pop("id")
    assert document == {
        "serial": serial, "version": 1, "subject": "Hello", "description": "two\nlines",
        "status": "pending", "type": "problem", "priority": "urgent", "source": "email",
        "contact": "Mai Trần", "phone": "0908 123 331", "email": "Mai@Flowers.vn",
        "company": "ACME", "assignee": "lan", "group": "vip", "ccs": ["lan", "minh"],
        "call": None, "created": "2026-11-23T02:50:00Z", "updated": "2026-11-23T02:50:00Z",
        "due": "2026-11-24T02:50:00Z", "closed": None, "first_response": None, "unread": False,
        "external_id": "X-1",
        "contact_detail": {
            "name": "Mai Trần", "phones": ["0908 123 331"], "emails": ["Mai@Flowers.vn"],
            "company": "ACME", "rating": None, "manager": None, "custom": {},
        },
        "custom": {}, "calls": [], "notes": [],
        "activities": [{"at": "2026-11-23T02:50:00Z", "by": "boss", "field": "created",
                        "old": None, "new": None, "batch": batch}],
        "attachments": [],
    }  # fmt: skip


def test_calls_and_notes_are_told_in_full(cli: Cli, made: Make, database_url: str) -> None:
    serial = made()
    call = NewCall(uuid4(), CallDirection.IN, CallStatus.MISSED, AT, number="0908 123 331")
    with opened(database_url) as desk:
        note = NewNote(uuid4(), Serial(serial), "asked\ntwice", is_internal=True)
        desk.tickets.add_note(note)
        desk.session.database.write(lambda connection: add_call(connection, Serial(serial), call))
    shown = cli("show", str(serial), "--json").json
    in_short = {
        "direction": "in", "status": "missed", "start": "2026-11-23T02:50:00Z",
        "number": "0908 123 331",
    }  # fmt: skip
    assert shown["call"] == in_short
    assert list(shown["call"]) == ["direction", "status", "start", "number"]
    assert in_short.items() <= shown["calls"][0].items()
    assert list(shown["notes"][0]) == [
        "id", "author", "created", "internal", "body", "reminder", "due",
    ]  # fmt: skip
    assert (shown["notes"][0]["author"], shown["notes"][0]["body"]) == ("boss", "asked\ntwice")
    row = cli("list", "--columns", "call", "--json").json["rows"][0]
    assert row == {"call": in_short}


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ([], "Subject is required."),
        (["subject= "], "Subject is required."),
        (["subject=x", "status=done"], "“done” is not a status."),
        (["subject=x", "assignee=nobody-here"], "There is no agent “nobody-here”."),
        (["subject=x", "due=soon"], "“soon” is not a date or time."),
        (["subject=x", "serial=5"], "serial cannot be set."),
        (["subject=x", "email=mai"], "“mai” is not an e-mail address."),
        (["subject=" + "x" * 1001], "Subject may have 1000 characters at most; this has 1001."),
        (["subject=x", "priority="], "priority is required."),
    ],
)
def test_an_invalid_create_makes_nothing(cli: Cli, settings: list[str], message: str) -> None:
    answer = cli("create", *(word for one in settings for word in ("--set", one)), "--json")
    assert answer.error == (1, "invalid")
    assert answer.json["error"]["message"].startswith(message)
    assert cli("count").out == "0\n"


@pytest.mark.parametrize(
    "words",
    [["--set", "subject"], ["--set", "colour=red"], ["--set", "cf.none=1"], ["--uid", "7"]],
)
def test_words_that_are_no_setting_are_a_fault_of_usage(cli: Cli, words: list[str]) -> None:
    assert cli("create", "--set", "subject=x", *words, "--json").error == (2, "usage")


def test_keys_choices_and_aliases_ignore_case(cli: Cli, made: Make) -> None:
    serial = made("STATUS=Closed", "Assign_To=me", "due_at=2026-12-01")
    shown = cli("show", str(serial), "--json").json
    assert (shown["status"], shown["assignee"]) == ("closed", "boss")
    assert shown["due"] == "2026-11-30T17:00:00Z"  # midnight in the agent's zone
    assert shown["closed"] == "2026-11-23T02:50:00Z"


def test_a_fraction_of_a_second_is_told_only_where_there_is_one(cli: Cli, made: Make) -> None:
    serial = made("due=2026-12-01T10:00:00.250Z", now="2026-11-23T02:50:00.000001Z")
    shown = cli("show", str(serial), "--json").json
    assert (shown["created"], shown["due"]) == (
        "2026-11-23T02:50:00.000001Z",
        "2026-12-01T10:00:00.25Z",
    )


# --- The contact ----------------------------------------------------------------------------------


def test_a_known_address_finds_its_contact(cli: Cli, made: Make) -> None:
    first, second = made("contact=Mai", "email=mai@flowers.vn"), made("email=MAI@flowers.vn")
    contacts = [cli("show", str(one), "--json").json["contact_detail"] for one in (first, second)]
    assert contacts[0] == contacts[1]


def test_a_number_alone_is_an_unknown_caller_s(cli: Cli, made: Make) -> None:
    shown = cli("show", str(made("phone=0908 123 331")), "--json").json
    assert (shown["contact"], shown["phone"], shown["contact_detail"]) == (
        None,
        "0908 123 331",
        None,
    )


def test_an_unknown_caller_s_number_goes_to_the_contact_made_for_them(cli: Cli, made: Make) -> None:
    serial = str(made("phone=0908 123 331"))
    assert cli("edit", serial, "--set", "contact=Mai", "--set", "email=mai@flowers.vn").code == 0
    shown = cli("show", serial, "--json").json
    assert (shown["contact"], shown["phone"]) == ("Mai", "0908 123 331")
    assert shown["contact_detail"]["phones"] == ["0908 123 331"]


def test_the_number_of_a_contact_is_not_changed_through_a_ticket(cli: Cli, made: Make) -> None:
    serial = made("contact=Mai", "phone=0908 123 331")
    answer = cli("edit", str(serial), "--set", "phone=0908 123 332", "--json")
    assert answer.code == 1
    (refused,) = answer.json["refused"]
    assert refused["problems"] == [
        _problem(
            "phone",
            "not_allowed",
            "Phone is the contact's; change it there, or name another contact.",
        )
    ]
    assert cli("edit", str(serial), "--set", "contact=").code == 0
    assert cli("show", str(serial), "--json").json["contact"] is None


# --- edit -----------------------------------------------------------------------------------------


def test_edit_answers_what_was_edited_and_what_was_refused(cli: Cli, made: Make) -> None:
    serials = [made(), made()]
    answer = cli(
        "edit", str(serials[0]), "99", f"#{serials[1]}", "--set", "status=closed", "--json"
    )
    assert answer.code == 1
    assert list(answer.json) == ["edited", "refused"]
    assert answer.json == {
        "edited": [{"serial": one, "version": 2} for one in serials],
        "refused": [
            {"serial": 99, "problems": [_problem(None, "not_found", "There is no ticket #99.")]}
        ],
    }
    assert answer.err == "#99: There is no ticket #99.\n"
    assert cli("count", "status:closed").out == "2\n"


def test_a_refused_edit_names_every_field_at_fault_and_changes_none(cli: Cli, made: Make) -> None:
    serial = made()
    words = ["subject=new", "due=soon", "type=none", "assignee=x", "group=x", "ccs=x,boss"]
    settings = [word for one in words for word in ("--set", one)]
    answer = cli("edit", str(serial), *settings, "--json")
    assert answer.code == 1
    (refused,) = answer.json["refused"]
    assert [(one["field"], one["code"]) for one in refused["problems"]] == [
        ("due", "bad_date"),
        ("type", "unknown_choice"),
        ("assignee", "unknown_choice"),
        ("group", "unknown_choice"),
        ("ccs", "unknown_choice"),
    ]
    shown = cli("show", str(serial), "--json").json
    assert (shown["subject"], shown["version"]) == ("Printer is on fire", 1)


def test_an_edit_that_changes_nothing_leaves_the_version(cli: Cli, made: Make) -> None:
    serial = made("priority=high")
    answer = cli("edit", str(serial), str(serial), "--set", "priority=HIGH", "--json")
    assert answer.json == {"edited": [{"serial": serial, "version": 1}], "refused": []}
    assert answer.code == 0


def test_the_history_tells_keys_and_logins(cli: Cli, made: Make) -> None:
    serial = made()
    cli("edit", str(serial), "--set", "status=closed", "--set", "ccs=boss", "--set", "assignee=me")
    lines = cli("show", str(serial), "--json").json["activities"][1:]
    assert {(one["field"], one["old"], str(one["new"])) for one in lines} == {
        ("status", "new", "closed"),
        ("assignee", None, "boss"),
        ("ccs", None, "['boss']"),
    }
    assert len({one["batch"] for one in lines}) == 1
    assert list(lines[0]) == ["at", "by", "field", "old", "new", "batch"]


def test_an_edit_of_nothing_is_a_fault_of_usage(cli: Cli, made: Make) -> None:
    serial = str(made())
    assert cli("edit", serial, "--json").error == (2, "usage")
    assert cli("edit", serial, "x", "--set", "status=closed", "--json").error == (2, "usage")
    assert cli("show", serial, "--json").json["version"] == 1


# --- show -----------------------------------------------------------------------------------------


def test_a_hidden_ticket_and_none_are_refused_in_the_same_words(cli: Cli, made: Make) -> None:
    serial = made("assignee=boss")
    cli("roles", "add", "own", "--set", "tickets=own")
    cli("agents", "add", "lan", "--set", "role=own")
    hidden = cli("show", str(serial), "--json", as_="lan")
    missing = cli("show", "99", "--json", as_="lan")
    assert hidden.error == missing.error == (1, "not_found")
    assert hidden.out.replace(f"#{serial}", "#99") == missing.out
    assert cli("show", str(serial), "--json").code == 0


@pytest.mark.parametrize("word", ["0", "9" * 30, str(2**63), str(2**63 - 1), "#42"])
def test_a_serial_that_was_never_given_is_not_found(cli: Cli, word: str) -> None:
    assert cli("show", word, "--json").error == (1, "not_found")


@pytest.mark.parametrize("word", ["-1", "abc", "", "1.0", "١", "9" * 41, "1 2", "\udcff"])
def test_what_is_no_serial_is_a_fault_of_usage(cli: Cli, word: str) -> None:
    assert cli("show", word, "--json").error == (2, "usage")


def test_a_masked_role_sees_three_digits_everywhere(
    cli: Cli, made: Make, database_url: str
) -> None:
    serial = made("contact=Mai", "phone=0908 123 331")
    call = NewCall(uuid4(), CallDirection.IN, CallStatus.MISSED, AT, number="0908 123 331")
    with opened(database_url) as desk:
        desk.session.database.write(lambda connection: add_call(connection, Serial(serial), call))
    for words in (
        ["roles", "add", "masked", "--set", "tickets=all", "--set", "phones=masked"],
        ["agents", "add", "lan", "--set", "role=masked"],
    ):
        assert cli(*words).code == 0
    shown = cli("show", str(serial), "--json", as_="lan")
    listed = cli("list", "--columns", "phone,call,contact", "--json", as_="lan")
    assert shown.json["phone"] == shown.json["call"]["number"] == "•••• 331"
    assert listed.json["rows"][0]["call"]["number"] == "•••• 331"
    for answer in (shown, listed, cli("show", str(serial), as_="lan")):
        assert "0908 123" not in answer.out
    assert cli("list", "phone:331", "--json", as_="lan").json["total"] == 0
    assert cli("list", "--sort", "phone", "--json", as_="lan").error == (4, "not_allowed")


# --- What a found contact does not take -----------------------------------------------------------


def test_what_the_contact_does_not_take_is_said(cli: Cli, made: Make) -> None:
    made("contact=Mai", "email=mai@x.vn", "phone=0908 123 331")
    words = ("contact=M. Trần", "email=MAI@x.vn", "phone=0907 111 222", "company=ACME")
    said = [
        f"The contact “Mai” was found by its e-mail; {value} was not taken."
        for value in ("“M. Trần” (Contact name)", "“0907 111 222” (Phone)", "“ACME” (Company)")
    ]
    settings = [word for one in words for word in ("--set", one)]
    created = cli("create", "--set", "subject=s", *settings, "--json")
    assert (created.code, created.err.splitlines()) == (0, said)
    assert created.json["serial"] == 2
    edited = cli("edit", "2", str(made()), *settings, "--json")
    assert edited.code == 0
    assert edited.err.splitlines() == [f"#{one}: {text}" for one in (2, 3) for text in said]
    by_number = cli("edit", "3", "--set", "contact=Mai T.", "--set", "phone=+84908123331")
    assert by_number.err == (
        "#3: The contact “Mai” was found by its number; “Mai T.” (Contact name) was not taken.\n"
    )
    assert cli("create", "--set", "subject=s", "--set", "email=mai@x.vn").err == ""
    refused = cli("create", *settings)
    assert (refused.code, "not taken" in refused.err) == (1, False)


def test_a_masked_role_hears_nothing_of_a_number(cli: Cli, made: Make) -> None:
    made("contact=Mai", "email=mai@x.vn", "phone=0908 123 331")
    settings = ("contacts=all", "phones=masked", "rights=create,edit")
    cli("roles", "add", "masked", *(word for one in settings for word in ("--set", one)))
    cli("agents", "add", "lan", "--set", "role=masked")
    answers = []
    for number in ("0908 123 331", "0908 765 331"):
        by_number = cli(
            "create", "--set", "subject=s", "--set", f"phone={number}", "--set", "contact=Bao",
            as_="lan",
        )  # fmt: skip
        by_both = cli(
            "create", "--set", "subject=s", "--set", f"phone={number}", "--set", "email=mai@x.vn",
            as_="lan",
        )  # fmt: skip
        answers.append((by_number.code, by_number.err, by_both.code, by_both.err))
    assert answers == [(0, "", 0, "")] * 2
    contacts = [cli("show", str(one), "--json").json["contact"] for one in range(2, 6)]
    assert contacts == ["Bao", "Mai", "Bao", "Mai"]


# --- A number in the place of the name ------------------------------------------------------------


def test_a_number_in_the_place_of_the_name_is_whose_it_is(cli: Cli, made: Make) -> None:
    mai = made("contact=Mai", "phone=0908 123 331")
    found = cli("show", str(made("contact=+84908123331")), "--json").json
    assert found["contact"] == "Mai"
    caller = made("contact=0907 111 222")
    ticket = cli("show", str(caller), "--json").json
    assert (ticket["contact"], ticket["phone"]) == (None, "0907 111 222")
    # Of a ticket with a contact, it is another caller's.
    assert cli("edit", str(mai), "--set", "contact=0907 111 222").code == 0
    ticket = cli("show", str(mai), "--json").json
    assert (ticket["contact"], ticket["phone"]) == (None, "0907 111 222")
    assert cli("edit", str(mai), "--set", "contact=0908123331").code == 0
    assert cli("show", str(mai), "--json").json["contact"] == "Mai"
    # With an address it is a contact that goes by its number.
    new = made("contact=0905 111 222", "email=new@x.vn", "phone=+84905111222")
    detail = cli("show", str(new), "--json").json["contact_detail"]
    assert (detail["name"], detail["phones"], detail["emails"]) == (
        None,
        ["+84905111222"],
        ["new@x.vn"],
    )
    # A company may be called so.
    firm = cli("show", str(made("company=1080", "contact=1080")), "--json").json
    assert (firm["contact"], firm["company"]) == ("1080", "1080")


@pytest.mark.parametrize("phone", ["0907 111 222", "no number"])
def test_two_numbers_are_not_one_contact_s(cli: Cli, made: Make, phone: str) -> None:
    words = ("--set", "contact=0908 123 331", "--set", f"phone={phone}")
    created = cli("create", "--set", "subject=s", *words, "--json")
    assert created.error == (1, "invalid")
    edited = cli("edit", str(made()), *words, "--json")
    (problem,) = edited.json["refused"][0]["problems"]
    assert (problem["field"], problem["code"]) == ("contact", "conflict")


def test_what_was_shown_instead_of_a_number_is_not_written(cli: Cli, made: Make) -> None:
    serial = str(made("phone=0908 123 331"))
    for words in (("phone=•••• 331",), ("contact=•••• 331",)):
        edited = cli("edit", serial, *(word for one in words for word in ("--set", one)), "--json")
        (problem,) = edited.json["refused"][0]["problems"]
        assert problem["message"] == "“•••• 331” is not a phone number."
    assert cli("show", serial, "--json").json["phone"] == "0908 123 331"
