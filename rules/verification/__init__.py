"""Finds the holes of a document before it is published, each with an example applicant."""
