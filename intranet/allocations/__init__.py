"""Sharing out what is scarce: applications, the seat ledger, rounds of selection, offers, money."""
