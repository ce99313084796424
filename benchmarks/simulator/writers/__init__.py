"""Bytes of every export format. A writer takes views and says on which line of the file each row came to stand."""
