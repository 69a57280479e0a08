"""One theatre, whole: the only door from a folder of tables to what every command works on."""
