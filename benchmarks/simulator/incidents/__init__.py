"""What goes wrong: charges made twice, refunds that never come, money moved by somebody else."""
