"""What looks wrong, and what became of it. Ledger in; findings, alerts and cases out. Knows nothing of screens."""
