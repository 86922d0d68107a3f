"""On paper: minutes, forms for a hall without signal, slips, and letters of reply."""
