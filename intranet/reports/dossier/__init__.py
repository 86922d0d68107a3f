"""All papers of a period in one bundle, and which of them are missing."""
