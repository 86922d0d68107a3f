"""What changed between two versions of a document, in sentences and in outcomes."""
