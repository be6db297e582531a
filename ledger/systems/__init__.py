"""Outside systems: the notes that are due in their timelines, and how far what they hold has been looked at."""
