"""Tables that bear a version."""


def bear(folder, name):
    """Give the tables of a folder a version."""
    path = folder / "gazetteer/theatre.toml"
    lines = [line for line in path.read_text().splitlines() if not line.startswith("version")]
    at = lines.index("[theatre]") + 1
    lines[at:at] = [f'version = "{name}"']
    path.write_text("\n".join(lines) + "\n", newline="")
