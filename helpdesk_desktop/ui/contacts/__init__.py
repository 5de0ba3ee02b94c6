"""The window of contacts and companies."""
