"""From a name as somebody wrote it to the place it means, or to the reasons why that cannot be told."""
