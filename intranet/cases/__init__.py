"""What citizens ask: cases from any channel, their items, papers, deadlines and course."""
