"""Money of a period: what is bound, what is paid, what is left."""
