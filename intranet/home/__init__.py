"""The first page of the day, the search over everything, and the menu."""
