"""The office itself: its names and letterhead, divisions, officials by date, working days."""
