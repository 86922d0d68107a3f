"""A document as formulas of the solver z3: applicants found, or proof that there are none."""
