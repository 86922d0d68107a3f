"""The parts of a draft that one form changes: from what was posted to data, and back on screen."""
