"""The bridge: facts of a business and a case, through the rules, to a stored decision."""
