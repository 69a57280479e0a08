"""From the files that people have of other wars (gazetteers, claims, parties) to the tables of a theatre."""
