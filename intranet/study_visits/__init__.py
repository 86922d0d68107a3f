"""Study visits: where to, who joins, who came, and what they took home."""
