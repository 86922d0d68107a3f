"""What a change of the rules would mean: for the register, and for those who asked before."""
