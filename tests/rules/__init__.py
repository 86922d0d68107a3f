"""Stories about the rules: what documents say, and what is decided by them."""
