"""What the office offers: programmes as data, each with its rules, papers and deadline."""
