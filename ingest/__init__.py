"""What happened: export files in, one clean ledger out. Knows nothing of suspicion, screens or languages."""
