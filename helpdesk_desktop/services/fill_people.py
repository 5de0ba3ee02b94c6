"""The only place for how many generated people there are, and what is known of each.

A fifth as many contacts as tickets, about 60 agents in 8 groups, a firm for every 500 tickets.
"""

from random import Random

from helpdesk_desktop.domain.folding import fold, search_text, token_text
from helpdesk_desktop.services import fill_words
from helpdesk_desktop.services.fill_rows import (
    COLUMNS,
    DAY_US,
    SPAN_US,
    UID_BITS,
    Batch,
    Caller,
    Ground,
    People,
    make_phone,
    make_uid,
)


def make_people(rng: Random, tickets: int, ground: Ground) -> tuple[People, Batch]:
    """About 60 agents in 8 groups, and a contact for every five tickets."""
    batch: Batch = {name: [] for name in COLUMNS}
    agent_ids, team_of = _make_agents(rng, tickets, ground, batch)
    callers = _make_contacts(rng, tickets, ground, agent_ids, batch)
    return People(agent_ids, team_of, callers), batch


def _make_agents(
    rng: Random, tickets: int, ground: Ground, batch: Batch
) -> tuple[tuple[int, ...], dict[int, int]]:
    first_team = ground.next_ids["team"]
    for offset, (name, key) in enumerate(fill_words.TEAMS):
        free = key if key not in ground.team_keys else f"{key}-{first_team + offset}"
        batch["team"].append((first_team + offset, free, name, fold(name), 1))
    count = max(3, min(60, tickets // 10))
    first = ground.next_ids["agent"]
    taken = set(ground.logins)
    team_of: dict[int, int] = {}
    joined_at = ground.now_us - SPAN_US
    # Somebody who reads three days back has a few hundred unread ones at 1,000,000 tickets.
    read_until = ground.now_us - 3 * DAY_US
    for offset, name in enumerate(_named(fill_words.names(rng, 2 * count), count)):
        number = first + offset
        login = fold(name).replace("'", "").replace(" ", ".")
        if login in taken:
            login = f"{login}{number}"
        taken.add(login)
        role = ground.role_ids[0 if offset % 12 == 0 else 1]
        batch["agent"].append(
            (number, login, login, name, fold(name), f"{login}@desk.example", role, 1, joined_at,
             read_until, 1)
        )  # fmt: skip
        team = first_team + offset % len(fill_words.TEAMS)
        team_of[number] = team
        batch["team_member"].append((team, number))
        if offset % 5 == 0:
            second = first_team + (offset + 3) % len(fill_words.TEAMS)
            batch["team_member"].append((second, number))
    return tuple(team_of), team_of


def _named(names: list[str | None], count: int) -> list[str]:
    return [name for name in names if name is not None][:count]


def _make_contacts(
    rng: Random, tickets: int, ground: Ground, agent_ids: tuple[int, ...], batch: Batch
) -> tuple[Caller, ...]:
    firms = fill_words.companies(rng, max(1, tickets // 500))
    first_firm = ground.next_ids["company"]
    began = ground.now_us - SPAN_US
    batch["company"] = [
        (first_firm + offset, make_uid(began + offset * 1_000, rng.getrandbits(UID_BITS)), name,
         fold(name), search_text((name,)), 1)
        for offset, name in enumerate(firms)
    ]  # fmt: skip
    count = max(1, tickets // 5)
    first = ground.next_ids["contact"]
    point = ground.next_ids["contact_point"]
    contacts, points = batch["contact"], batch["contact_point"]
    callers = []
    step = SPAN_US // count
    for offset, name in enumerate(fill_words.names(rng, count)):
        number = first + offset
        typed, e164, digits, national = make_phone(rng)
        points.append((point, number, 0, typed, e164, digits, national, 1, 0))
        point += 1
        if rng.random() < 0.15:
            more = make_phone(rng)
            points.append((point, number, 0, *more, 0, 1))
            point += 1
        email = None
        name_fold = None if name is None else fold(name)
        if rng.random() < 0.7:
            local = f"khach{number}" if name_fold is None else name_fold.replace(" ", ".")
            host = rng.choice(("gmail.com", "yahoo.com.vn", "outlook.com", "example.vn"))
            email = f"{local.replace(chr(39), '')}{number % 1_000}@{host}"
            points.append((point, number, 1, email, email, None, None, 1, 0))
            point += 1
        title = rng.choice(fill_words.TITLES) if rng.random() < 0.2 else None
        # The square favours the first firms: few large customers, many small ones.
        firm = first_firm + int(len(firms) * rng.random() ** 2) if rng.random() < 0.4 else None
        contacts.append(
            (
                number,
                make_uid(began + offset * step, rng.getrandbits(UID_BITS)),
                name,
                name_fold,
                title,
                None if title is None else fold(title),
                firm,
                rng.randint(1, 5) if rng.random() < 0.3 else None,
                rng.choice(agent_ids) if rng.random() < 0.25 else None,
                typed,
                email,
                email,
                search_text((name, title), () if email is None else (email,)),
                1,
            )
        )
        words, email_words = token_text(name or ""), token_text(email or "")
        callers.append(Caller(number, name_fold, words, email_words, e164, digits))
    # Who calls often has no low number: the power law below walks this list.
    rng.shuffle(callers)
    return tuple(callers)
