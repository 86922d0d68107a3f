"""Public forums such as J-HUR: what citizens asked there, what was answered, what came of it."""
