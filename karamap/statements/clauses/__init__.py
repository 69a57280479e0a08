"""What a clause says: its verbs, who acts in it, who speaks."""
