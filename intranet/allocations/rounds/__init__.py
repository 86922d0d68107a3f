"""Rounds of selection: freeze, draw, propose, decide, annul."""
