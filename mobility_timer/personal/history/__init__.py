"""What this person did, session by session, in a database."""
