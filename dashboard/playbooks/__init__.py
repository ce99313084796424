"""What to do about it: steps, deadlines, contacts and law, as data that renders into three languages."""
