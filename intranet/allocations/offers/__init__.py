"""Offers: what the chosen are offered, until when, and who is offered a place that lapsed."""
