"""From claims about places to the ground of each holder."""
