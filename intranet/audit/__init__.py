"""The journal: who did what, when, to whose record, and who saw a full identity number."""
