"""The create dialog, its draft, and the offer of drafts left behind."""
