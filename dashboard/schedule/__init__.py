"""Runs that nobody starts by hand: what one does, and how the machine is told to do it on time."""
