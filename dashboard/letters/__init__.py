"""Letters: what a person sends to get money back, filled from a case, asserting only what the person confirmed."""
