"""Programmes in figures: budgets, next year's needs, and the dossier for the auditor."""
