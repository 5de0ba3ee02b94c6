"""The administrator's window: agents, groups, roles, ticket types."""
