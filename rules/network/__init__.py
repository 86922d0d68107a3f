"""The rule engine, durable-rules, and what keeps it safe: one meaning, a process of its own."""
