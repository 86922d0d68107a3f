"""Official letters: drafted, checked, numbered, signed, and checked again by who gets them."""
