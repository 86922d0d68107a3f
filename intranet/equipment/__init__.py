"""Equipment aid: from the proposal to the handover, and what became of it since."""
