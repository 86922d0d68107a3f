"""BPOM places: the products of those who got one, from the sample to the number."""
