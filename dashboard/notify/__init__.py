"""Notifications: only to the channels that somebody set up, and by default only what kinds of things there are, and how many."""
