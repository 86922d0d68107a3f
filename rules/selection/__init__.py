"""Chooses among the eligible: ranking, floors and ceilings of groups, and a repeatable draw."""
