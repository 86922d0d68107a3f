"""Setting up an office, the demo office, serving, and telling whether all is well."""
