"""One rule set over a population of businesses, by several engines; `what_if.py` compares them."""
