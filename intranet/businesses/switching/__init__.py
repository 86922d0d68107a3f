"""Taking over what the office kept in spreadsheets: aid given, and recipients of others."""
