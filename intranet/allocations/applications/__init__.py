"""Applications: entering a case item into a programme's period, and taking it out again."""
