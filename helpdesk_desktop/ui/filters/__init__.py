"""How tickets are chosen: the quick-filter dock, the chips and the search box."""
