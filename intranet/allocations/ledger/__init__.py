"""The seat ledger: setting a quota, taking and giving back places, and what a place's story is."""
