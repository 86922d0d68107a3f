"""The regency's budgets: when a proposal can still go into which."""
