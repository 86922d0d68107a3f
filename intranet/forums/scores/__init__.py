"""The scoreboard: how far the wishes got."""
