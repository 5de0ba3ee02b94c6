"""What chips say."""

from dataclasses import replace

import pytest
from hypothesis import given

from helpdesk_desktop.domain.filtering.filter_phrases import every_phrase
from helpdesk_desktop.domain.filtering.filter_sentence import (
    describe,
    field_of,
    sentence,
    value_name,
)
from helpdesk_desktop.domain.filtering.filter_text import parse
from helpdesk_desktop.domain.filters import (
    EVERYTHING,
    ChoiceCondition,
    Group,
    Keyword,
    Node,
    NumberCondition,
    NumberRange,
    TimeCondition,
    TimeRange,
    UnknownCondition,
    muted,
    negated,
)
from tests import trees

_WORDS = (
    ("status:new,pending", "Status New or Pending"),
    ("-type:question", "not Type Question"),
    ("type:none", "Type is empty"),
    ("type:any", "Type is not empty"),
    ("type:none,problem", "Type none or Problem"),
    ("type:#77", "Type #77"),
    ("source:inbound-call,api", "Source Inbound call or API"),
    ("source:email", "Source E-mail"),
    ("priority:>=normal", "Priority at least Normal"),
    ("priority:>normal", "Priority above Normal"),
    ("priority:<normal", "Priority below Normal"),
    ("priority:<=normal", "Priority at most Normal"),
    ("priority:low,high", "Priority Low or High"),
    ("serial:5", "Serial 5"),
    ("serial:>=5", "Serial at least 5"),
    ("serial:3..7,10..,..1", "Serial 3 to 7 or from 10 or up to 1"),
    ("subject:refund", "Subject contains “refund”"),
    ('subject:="a b",c', "Subject is “a b” or “c”"),
    ("subject:^a", "Subject starts with “a”"),
    ("subject:$a", "Subject ends with “a”"),
    ('"don hang"', "Text contains “don hang”"),
    ('description:words("a b"),c', "Description contains the words “a b” or “c”"),
    ("phone:331", "Phone contains 331"),
    ("assignee:me,binh.le", "Assign to me or Bình Lê"),
    ("assignee:none,an", "Assign to nobody or An Nguyễn"),
    ("group:my-groups,support", "Group my groups or Support"),
    ("ccs:an", "CCs include An Nguyễn"),
    ("ccs:an,me", "CCs any of An Nguyễn, me"),
    ("ccs:all(an,me)", "CCs all of An Nguyễn, me"),
    ("ccs:only(an)", "CCs exactly An Nguyễn"),
    ("is:unread", "Unread"),
    ("unread:no", "Unread is no"),
    ("created:<7d", "Created in the last 7 days"),
    ("due:next-1w", "Due in the next 1 week"),
    ("created:>1mo", "Created more than 1 month ago"),
    ("created:today", "Created today"),
    ("created:last-week,2026", "Created last week or in 2026"),
    ("created:2026-11", "Created in 2026-11"),
    ("created:2026-11-23", "Created on 2026-11-23"),
    ("created:2026-11-23T14:30", "Created at 2026-11-23 14:30"),
    ("created:2026-11-23T14:30:05", "Created at 2026-11-23 14:30:05"),
    ("created:>2026-11-23", "Created after 2026-11-23"),
    ("created:>=today", "Created from today"),
    ("created:<2026", "Created before 2026"),
    ("created:<=this-month", "Created until the end of this month"),
    ("created:2026-01..2026-03", "Created from 2026-01 to 2026-03"),
    ("created:2026-01..", "Created from 2026-01"),
    ("created:..today", "Created until the end of today"),
    ("changed.status:any", "Status changed"),
    ("changed.status:from(new),to(closed),in(last-7d)",
     "Status changed from New to Closed in the last 7 days"),
    ("cf.dependent:ha-noi", "Dependent under Hà Nội"),
    ("cf.dependent:=ha-noi", "Dependent is Hà Nội"),
    ("cf.drop_down:vip", "Drop-Down VIP"),
    ("contact.cf.drop_down:vip", "Contact: Drop-Down VIP"),
    ("company.cf.text:none", "Company: Text is empty"),
    ("#17", "Ticket #17"),
    ("call:(call.talk:>5 call.agent:me)", "one call: Seconds talked above 5 and Call agent me"),
    ("(is:unread OR #1) #2", "Unread or Ticket #1"),
    ("-(is:unread OR #1)", "not (Unread or Ticket #1)"),
    ("-(-(is:unread OR #1) OR #2)", "(Unread or Ticket #1) and not Ticket #2"),
    ("-(-(is:unread OR #1))", "Unread or Ticket #1"),
    ("-(-is:unread OR -type:question)", "Unread and Type Question"),
    ("-(-is:unread)", "Unread"),
    ("-type:none", "Type is not empty"),
    ("-type:any", "Type is empty"),
    ("-call.agent:none", "not Call agent is empty"),
    ("-call:(-call.agent:me)", "no call: not Call agent me"),
    ("-note:(note.kind:internal note.author:me)", "no note: Note kind Internal and Note author me"),
    ("(call:(call.agent:me) OR #1) #2", "(one call: Call agent me) or Ticket #1"),
    ("((is:unread #1) OR #2) #3", "(Unread and Ticket #1) or Ticket #2"),
)  # fmt: skip


@pytest.mark.parametrize(("query", "words"), _WORDS)
def test_a_condition_is_said_in_english(query: str, words: str) -> None:
    assert describe(parse(query, trees.CUSTOM_DIRECTORY).parts[0], trees.CUSTOM_DIRECTORY) == words


def test_what_is_not_known_is_said_too() -> None:
    assert describe(EVERYTHING, trees.DIRECTORY) == "everything"
    unknown = UnknownCondition(raw="{}", reason="no such field")
    assert describe(unknown, trees.DIRECTORY) == "Unknown condition: no such field"
    gone = ChoiceCondition(field="cf.gone", items=(3,))
    assert describe(gone, trees.DIRECTORY) == "cf.gone #3"
    open_time = TimeCondition(field="due", items=(TimeRange(None, None),))
    assert describe(open_time, trees.DIRECTORY) == "Due"


def test_the_field_of_a_condition_is_found() -> None:
    found = field_of(NumberCondition(field="id", items=(NumberRange(None, None),)), trees.DIRECTORY)
    assert found is not None
    assert found.key == "serial"
    assert field_of(EVERYTHING, trees.DIRECTORY) is None
    assert field_of(ChoiceCondition(field="cf.gone", items=(3,)), trees.DIRECTORY) is None


@given(trees.nodes(trees.CUSTOM_DIRECTORY))
def test_every_tree_has_words_and_its_opposite_others(tree: Group) -> None:
    node: Node = tree
    words = describe(node, trees.CUSTOM_DIRECTORY)
    assert words
    assert describe(replace(node, neg=True), trees.CUSTOM_DIRECTORY) != words


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("", "All tickets"),
        ("~is:unread", "All tickets"),
        ("is:unread ~#1", "Tickets with Unread"),
        (
            "(is:unread OR due:none) -type:question",
            "Tickets with (Unread or Due is empty) and not Type Question",
        ),
    ],
)
def test_a_whole_filter_is_one_sentence(query: str, words: str) -> None:
    assert sentence(parse(query, trees.DIRECTORY), trees.DIRECTORY) == words


def test_a_root_that_is_muted_or_refuses_everything_is_said_as_what_it_does() -> None:
    assert sentence(muted_root := Group(join="all", mute=True), trees.DIRECTORY) == "All tickets"
    assert muted(EVERYTHING) == muted_root
    nothing = negated(EVERYTHING)
    assert isinstance(nothing, Group)
    assert sentence(nothing, trees.DIRECTORY) == "No tickets"


def test_names_of_fields_are_said_in_the_language_of_the_reader() -> None:
    tree = parse("is:unread OR is:overdue OR deleted:yes", trees.DIRECTORY)
    assert describe(tree, trees.DIRECTORY, lambda text: text if "{" in text else text.upper()) == (
        "UNREAD or OVERDUE or DELETED"
    )


def test_a_language_may_put_words_in_another_order() -> None:
    patterns = {"{first} or {second}": "either {first} else {second}!", "not {text}": "{text}, no"}
    tree = parse("-(is:unread OR is:overdue)", trees.DIRECTORY)
    said = describe(tree.parts[0], trees.DIRECTORY, lambda text: patterns.get(text, text))
    assert said == "(either Unread else Overdue!), no"


def test_an_administrators_word_is_not_translated() -> None:
    tree = parse("cf.text:x subject:x", trees.CUSTOM_DIRECTORY)
    said = describe(
        tree, trees.CUSTOM_DIRECTORY, lambda text: text if "{" in text else text.upper()
    )
    assert said == "Text contains “x” and SUBJECT contains “x”"


def test_a_value_is_named() -> None:
    tags = trees.fields_of(trees.CUSTOM_DIRECTORY)
    field = next(one for one in tags if one.key == "cf.multi_select")
    assert value_name(11, field, trees.CUSTOM_DIRECTORY) == "VIP"
    assert value_name(77, field, trees.CUSTOM_DIRECTORY) == "#77"
    assert value_name(Keyword.NONE, None, trees.DIRECTORY) == "none"


@given(trees.nodes(trees.CUSTOM_DIRECTORY))
def test_nothing_is_said_that_a_window_could_not_translate(tree: Group) -> None:
    known = set(every_phrase())
    asked: set[str] = set()

    def say(text: str) -> str:
        asked.add(text)
        return text

    sentence(tree, trees.CUSTOM_DIRECTORY, say)
    assert asked <= known
