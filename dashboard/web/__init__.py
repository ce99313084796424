"""How the pages reach the browser: one machine, one token, nothing else gets in or out."""
