"""Staff: who works here, in which role, and how they sign in."""
