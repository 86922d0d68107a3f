"""Planning and holding a session: its course, who is there, when which subdistrict is due."""
