"""MT940 and MT942 as banks write them: messages, statement lines, and what stands in their free text."""
