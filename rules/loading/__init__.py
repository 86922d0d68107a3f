"""From text to the typed model: reads a document, and tells every mistake with its remedy."""
