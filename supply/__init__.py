"""What the board is built of: whether anything in it has a known weakness, and the list of it all. Development only."""
