"""The directory's look-ups."""

from helpdesk_desktop.domain.people import Directory, Role, RoleId
from tests import trees

D = trees.CUSTOM_DIRECTORY


def test_everything_is_found_by_its_id() -> None:
    assert [D.agent_by_id[agent.id] for agent in D.agents] == list(D.agents)
    assert [D.group_by_id[group.id] for group in D.groups] == list(D.groups)
    assert [D.type_by_id[kind.id] for kind in D.types] == list(D.types)
    role: Role = trees.viewer().role
    assert Directory(roles=(role,)).role_by_id == {RoleId(1): role}


def test_names_are_found_whatever_their_case_and_keys_win_over_names() -> None:
    assert D.agent_by_login["binh.le"].id == 2
    assert D.group_by_key["ky thuat"].id == 2
    # The third group's name is the first one's key.
    assert D.group_by_key["support"].id == 1
    assert D.type_by_key["mission, impossible"].id == 3
    assert D.custom_field_by_key["contact.cf.multi_select"].label == "Multi-Select"


def test_my_groups_are_those_i_am_a_member_of() -> None:
    assert D.my_group_ids == {1, 3}
    assert D.my_group_member_ids == {1, 2, 4}
    assert Directory(groups=D.groups).my_group_member_ids == set()
