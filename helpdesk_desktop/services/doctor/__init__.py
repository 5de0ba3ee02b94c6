"""What is wrong with the program's surroundings, and what to do about it."""
