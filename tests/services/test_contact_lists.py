"""The lists and pages of contacts and companies, and what each role may learn from them."""

import pytest

from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.contacts import ContactSpec, NewCompany
from helpdesk_desktop.domain.errors import BadUsage, NotAllowed, NotFound
from helpdesk_desktop.domain.filters import SortKey
from helpdesk_desktop.domain.people import AgentId, CompanyId, ContactId, NewContact
from helpdesk_desktop.services.desk import OpenDesk
from tests.builders import add_agent, add_role, add_ticket, opened

NOBODY = Cancellation()
LAN = NewContact("Lan Phạm", ("0908 123 331",), ("lan@example.vn",), "Công ty ACME", "Director", 5)
DUC = NewContact("Đức Ngô", ("0911222333", "0911222334"), ("duc.ngo@example.vn",), "Đông Á")
MAI = NewContact("Mai", (), ("mai@acme.vn", "MAI@example.vn"), "Công ty ACME", rating=2)
NAMELESS = NewContact(None, ("028 3822 1234",))


def _add(desk: OpenDesk, *new: NewContact) -> list[ContactId]:
    return [desk.contacts.create(one) for one in new]


def _found(desk: OpenDesk, text: str = "", *sort: str, duplicates: bool = False) -> list[int]:
    keys = tuple(SortKey(one.removeprefix("-"), one.startswith("-")) for one in sort)
    spec = ContactSpec(text, keys or (SortKey("name"),), duplicates)
    ids = list(desk.contacts.ids(spec, NOBODY))
    assert desk.contacts.count(spec, NOBODY) == len(ids)
    assert [row.id for row in desk.contacts.first_page(spec, NOBODY)] == ids
    assert [row.id for row in desk.contacts.rows(ids, NOBODY) if row] == ids
    return ids


def _companies(desk: OpenDesk, text: str = "", *sort: str, duplicates: bool = False) -> list[str]:
    keys = tuple(SortKey(one.removeprefix("-"), one.startswith("-")) for one in sort)
    spec = ContactSpec(text, keys or (SortKey("name"),), duplicates)
    ids = desk.companies.ids(spec, NOBODY)
    assert desk.companies.count(spec, NOBODY) == len(ids)
    page = desk.companies.first_page(spec, NOBODY)
    assert [row.id for row in page] == list(ids)
    assert desk.companies.rows(ids, NOBODY) == page
    return [row.name for row in page]


def test_a_search_finds_by_name_title_company_address_and_number(desk: OpenDesk) -> None:
    lan, duc, mai, nameless = _add(desk, LAN, DUC, MAI, NAMELESS)
    answers = {
        "": {lan, duc, mai, nameless},
        "  ": {lan, duc, mai, nameless},
        "pham": {lan},
        "PHẠM lan": {lan},
        "duc": {duc},
        "đức": {duc},
        "direc": {lan},
        "acme": {lan, mai},
        "acme mai": {mai},
        "dong a": {duc},
        '"dong a"': {duc},
        '"a dong"': set(),
        "lan@example.vn": {lan},
        "mai@example": {mai},
        "example lan": {lan},
        "ham": set(),
        "0908": {lan},
        "84908123331": {lan},
        "+84 908 123 331": {lan},
        "0911222334": {duc},
        "123331": set(),
        "02838": {nameless},
        "lan 0908": {lan},
        "lan 0911": set(),
        "!!": set(),
    }
    assert {text: set(_found(desk, text)) for text in answers} == answers


def test_each_column_gives_an_order_in_both_directions(desk: OpenDesk) -> None:
    manager = add_agent(desk, "minh", name="Minh")
    lan, duc, mai, nameless = _add(desk, LAN, DUC, MAI, NAMELESS)
    desk.contacts.edit(mai, 1, {"manager_id": manager})
    orders = {
        "name": [nameless, duc, lan, mai],
        "phone": [mai, nameless, lan, duc],
        "email": [nameless, duc, lan, mai],
        "title": [duc, mai, nameless, lan],
        "company": [nameless, lan, mai, duc],
        "rating": [duc, nameless, mai, lan],
        "manager": [lan, duc, nameless, mai],
    }
    for column, ids in orders.items():
        assert _found(desk, "", column) == ids, column
        assert _found(desk, "", f"-{column}") == ids[::-1], column
    assert _found(desk, "", "company", "-name") == [nameless, mai, lan, duc]
    with pytest.raises(BadUsage):
        _found(desk, "", "colour")


def test_a_page_is_cut_and_a_row_that_is_gone_is_none(desk: OpenDesk) -> None:
    lan, duc = _add(desk, LAN, DUC)
    assert [row.id for row in desk.contacts.first_page(ContactSpec(), NOBODY, limit=1)] == [duc]
    assert desk.contacts.rows([99, lan], NOBODY)[0] is None
    assert desk.contacts.rows([], NOBODY) == ()
    assert desk.companies.rows([], NOBODY) == ()
    assert desk.companies.rows([99], NOBODY) == (None,)


def test_duplicates_share_a_name_a_number_or_an_address(desk: OpenDesk) -> None:
    lan, duc, _mai, twin, caller, mail = _add(
        desk,
        LAN,
        DUC,
        MAI,
        NewContact("LAN PHAM"),
        NewContact("Somebody", ("+84911222334",)),
        NewContact("Else", (), ("Duc.Ngo@Example.VN",)),
    )
    assert set(_found(desk, duplicates=True)) == {lan, twin, duc, caller, mail}
    assert set(_found(desk, "lan", duplicates=True)) == {lan, twin}
    page = desk.contacts.page(duc, NOBODY)
    assert [one.id for one in page.duplicates] == [caller, mail]
    assert [one.id for one in desk.contacts.page(lan, NOBODY).duplicates] == [twin]
    assert desk.contacts.page(_mai, NOBODY).duplicates == ()
    (alone,) = _add(desk, NewContact("!!!"))
    assert desk.contacts.page(alone, NOBODY).duplicates == ()


def test_a_page_tells_tickets_forms_of_numbers_and_the_company(desk: OpenDesk) -> None:
    (lan,) = _add(desk, NewContact("Lan", ("0908123331", "12345"), ("l@example.vn",), "ACME"))
    serials = [add_ticket(desk, contact_id=lan).serial for _ in range(2)]
    page = desk.contacts.page(lan, NOBODY)
    assert page.phone_forms == ("+84908123331", None)
    assert {ticket.serial for ticket in page.tickets} == set(serials)
    assert page.ticket_count == 2
    assert page.company_id is not None
    company = desk.companies.page(page.company_id, NOBODY)
    assert (company.company.name, company.contact_count, company.ticket_count) == ("ACME", 1, 2)
    assert [one.id for one in company.contacts] == [lan]
    assert {ticket.serial for ticket in company.tickets} == set(serials)
    with pytest.raises(NotFound):
        desk.contacts.page(ContactId(99), NOBODY)
    with pytest.raises(NotFound):
        desk.companies.page(CompanyId(99), NOBODY)


def test_companies_are_found_sorted_and_compared_by_folded_name(desk: OpenDesk) -> None:
    _add(desk, LAN, DUC, MAI)
    desk.companies.create(NewCompany("cong ty acme"))
    desk.companies.create(NewCompany("Zoo"))
    assert _companies(desk) == ["Công ty ACME", "cong ty acme", "Đông Á", "Zoo"]
    assert _companies(desk, "acme") == ["Công ty ACME", "cong ty acme"]
    assert _companies(desk, "cong dong") == []
    assert _companies(desk, "?") == []
    assert _companies(desk, "", "-contacts") == ["Công ty ACME", "Đông Á", "Zoo", "cong ty acme"]
    assert _companies(desk, duplicates=True) == ["Công ty ACME", "cong ty acme"]
    page = desk.companies.page(CompanyId(1), NOBODY)
    assert [twin.name for twin in page.duplicates] == ["cong ty acme"]
    assert desk.companies.find_names("acm", NOBODY) == ("cong ty acme",)
    assert desk.companies.find_names("\0", NOBODY) == ()
    with pytest.raises(BadUsage):
        _companies(desk, "", "rating")


def _narrow(desk: OpenDesk, contacts: str, *, phones: str = "shown") -> AgentId:
    add_role(
        desk, "narrow", tickets="all", contacts=contacts, phones=phones, rights="create,edit,merge"
    )
    return add_agent(desk, "minh", role="narrow")


def _shared(desk: OpenDesk, minh: AgentId) -> list[ContactId]:
    """Mine, nobody's and somebody else's, the last two with one firm of their own each."""
    add_agent(desk, "other")
    other = desk.directory().agent_by_login["other"].id
    made = _add(
        desk,
        NewContact("Mine", ("0908123331",), ("mine@x.vn",), "Shared"),
        NewContact("Free", ("0908123332",), ("free@x.vn",), "Free firm"),
        NewContact("Theirs", ("0908123331",), ("theirs@x.vn",), "Shared"),
        NewContact("Theirs", (), ("more@x.vn",), "Hidden firm"),
    )
    for number, manager in zip(made, (minh, None, other, other), strict=True):
        desk.contacts.edit(number, 1, {"manager_id": manager})
        add_ticket(desk, contact_id=number)
    return made


@pytest.mark.parametrize(("contacts", "sees"), [("managed", 1), ("unmanaged", 2), ("all", 4)])
def test_a_role_lists_counts_and_opens_only_what_it_may_see(
    database_url: str, contacts: str, sees: int
) -> None:
    with opened(database_url) as desk:
        made = _shared(desk, _narrow(desk, contacts))
    with opened(database_url, as_="minh") as desk:
        assert set(_found(desk)) == set(made[:sees])
        hidden = made[sees:]
        assert desk.contacts.rows(hidden, NOBODY) == (None,) * len(hidden)
        for number in hidden:
            with pytest.raises(NotFound):
                desk.contacts.page(number, NOBODY)
            with pytest.raises(NotFound):
                desk.contacts.merge_parts([made[0], number], NOBODY)
        if hidden:
            assert _found(desk, "theirs") == []
            assert _found(desk, duplicates=True) == []
            assert desk.contacts.page(made[0], NOBODY).duplicates == ()
        else:
            assert set(_found(desk, duplicates=True)) == {made[0], made[2], made[3]}


@pytest.mark.parametrize(
    ("contacts", "firms"),
    [
        ("managed", ["Empty", "Shared"]),
        ("unmanaged", ["Empty", "Free firm", "Shared"]),
        ("all", ["Empty", "Free firm", "Hidden firm", "Shared"]),
    ],
)
def test_a_company_shows_and_counts_only_what_the_role_may_see(
    database_url: str, contacts: str, firms: list[str]
) -> None:
    with opened(database_url) as desk:
        made = _shared(desk, _narrow(desk, contacts))
        desk.companies.create(NewCompany("Empty"))
        shared = desk.contacts.page(made[0], NOBODY).company_id
        hidden = desk.contacts.page(made[3], NOBODY).company_id
    assert shared is not None
    assert hidden is not None
    with opened(database_url, as_="minh") as desk:
        assert _companies(desk) == firms
        page = desk.companies.page(shared, NOBODY)
        both = 2 if contacts == "all" else 1
        assert (page.contact_count, len(page.contacts)) == (both, both)
        assert (page.ticket_count, len(page.tickets)) == (both, both)
        entry = desk.companies.rows([shared], NOBODY)[0]
        assert entry is not None
        assert entry.contacts == both
        if contacts != "all":
            assert desk.companies.rows([hidden], NOBODY) == (None,)
            assert desk.companies.find_names("hidden", NOBODY) == ()
            with pytest.raises(NotFound):
                desk.companies.page(hidden, NOBODY)


def test_tickets_that_a_role_may_not_see_are_not_counted(database_url: str) -> None:
    with opened(database_url) as desk:
        add_role(desk, "own", tickets="own", contacts="all")
        minh = add_agent(desk, "minh", role="own")
        (lan,) = _add(desk, LAN)
        add_ticket(desk, contact_id=lan)
        mine = add_ticket(desk, contact_id=lan, assignee_id=minh).serial
    with opened(database_url, as_="minh") as desk:
        page = desk.contacts.page(lan, NOBODY)
        assert ([one.serial for one in page.tickets], page.ticket_count) == ([mine], 1)
        assert page.company_id is not None
        company = desk.companies.page(page.company_id, NOBODY)
        assert ([one.serial for one in company.tickets], company.ticket_count) == ([mine], 1)
        (part,) = desk.contacts.merge_parts([lan], NOBODY)
        assert part.tickets == 1


def test_a_masked_role_learns_no_number_by_any_way(database_url: str) -> None:
    with opened(database_url) as desk:
        _narrow(desk, "all", phones="masked")
        lan, same = _add(desk, LAN, NewContact("Twin", ("0908123331",)))
    with opened(database_url, as_="minh") as desk:
        for digits in ("0908", "84908123331", "+84 908 123 331", "331"):
            assert _found(desk, digits) == []
        assert _found(desk, duplicates=True) == []
        rows = desk.contacts.first_page(ContactSpec(), NOBODY)
        assert [row.phone for row in rows] == ["•••• 331"] * 2
        for ask in (desk.contacts.first_page, desk.contacts.ids):
            with pytest.raises(NotAllowed):
                ask(ContactSpec(sort=(SortKey("phone"),)), NOBODY)
        page = desk.contacts.page(lan, NOBODY)
        assert (page.contact.phones, page.phone_forms) == (("•••• 331",), (None,))
        assert page.duplicates == ()
        parts = desk.contacts.merge_parts([lan, same], NOBODY)
        assert [part.contact.phones for part in parts] == [("•••• 331",)] * 2
        assert page.company_id is not None
        (person,) = desk.companies.page(page.company_id, NOBODY).contacts
        assert person.phone == "•••• 331"
