"""The public face: is this letter genuine, how far is this case. No sign-in, no personal data."""
