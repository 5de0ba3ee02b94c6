import pytest

from helpdesk_desktop.domain.filtering.saved_filter import FilterColour
from helpdesk_desktop.domain.ticket import Priority, Status
from helpdesk_desktop.ui.tokens import ALL_TOKENS, Tokens

TEXT = 4.5
MARK = 3.0


def _luminance(colour: str) -> float:
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(one: str, other: str) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _text_pairs(tokens: Tokens) -> list[tuple[str, str, str]]:
    grounds = ("window", "base", "surface", "hover", "pressed")
    pairs = [("text", ground) for ground in (*grounds, "selection", "chip_fill")]
    pairs += [("muted", ground) for ground in ("window", "base", "surface", "hover")]
    pairs += [("accent", ground) for ground in ("window", "base", "surface", "selection")]
    pairs += [("muted_on_selection", "selection"), ("chip_text", "chip_fill")]
    pairs += [("on_accent", ground) for ground in ("accent_fill", "accent_hover", "accent_pressed")]
    pairs += [(tone, "surface") for tone in ("danger", "warning", "success")]
    pairs += [(tone, "window") for tone in ("danger", "warning", "success")]
    pairs += [(tone, f"{tone}_fill") for tone in ("danger", "warning", "info")]
    pairs += [("text", f"{tone}_fill") for tone in ("danger", "warning", "info")]
    named = [(f"{a} on {b}", getattr(tokens, a), getattr(tokens, b)) for a, b in pairs]
    return named + [(f"badge {status.name}", *tokens.status_pair(status)) for status in Status]


def _mark_pairs(tokens: Tokens) -> list[tuple[str, str, str]]:
    grounds = ("base", "selection", "hover")
    marks = [(priority.name, tokens.priority_mark(priority)) for priority in Priority]
    marks += [("unread dot", tokens.accent), ("call", tokens.muted_on_selection)]
    pairs = [
        (f"{name} on {ground}", colour, getattr(tokens, ground))
        for name, colour in marks
        for ground in grounds
        if name != "call" or ground == "selection"
    ]
    pairs += [
        ("check box", tokens.mark_line, tokens.surface),
        ("check box", tokens.mark_line, tokens.window),
        ("focus", tokens.focus, tokens.window),
        ("focus", tokens.focus, tokens.surface),
    ]
    pairs += [
        (f"{colour} on {ground}", getattr(tokens, f"tag_{colour}"), getattr(tokens, ground))
        for colour in FilterColour
        for ground in ("window", "selection", "hover", "surface")
    ]
    # A badge on a selected row wears a border in its text colour.
    return pairs + [
        (f"badge border {status.name}", tokens.status_pair(status)[0], tokens.selection)
        for status in Status
    ]


@pytest.mark.parametrize("tokens", ALL_TOKENS, ids=lambda tokens: tokens.name)
def test_every_text_can_be_read_on_every_ground_it_stands_on(tokens: Tokens) -> None:
    faint = {
        name: round(_contrast(one, other), 2)
        for name, one, other in _text_pairs(tokens)
        if _contrast(one, other) < TEXT
    }
    assert faint == {}


@pytest.mark.parametrize("tokens", ALL_TOKENS, ids=lambda tokens: tokens.name)
def test_every_mark_can_be_told_from_its_ground(tokens: Tokens) -> None:
    faint = {
        name: round(_contrast(one, other), 2)
        for name, one, other in _mark_pairs(tokens)
        if _contrast(one, other) < MARK
    }
    assert faint == {}


@pytest.mark.parametrize("tokens", ALL_TOKENS, ids=lambda tokens: tokens.name)
def test_every_colour_is_a_colour(tokens: Tokens) -> None:
    words = {
        name: word for name, word in tokens.as_words().items() if name not in {"name", "is_dark"}
    }
    assert all(len(word) == 7 and int(word[1:], 16) >= 0 for word in words.values())
