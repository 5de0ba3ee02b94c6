"""One class for each screen: what can be seen there, and what an agent does there."""
