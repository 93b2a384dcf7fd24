"""The database's history: each script brings an older one a step further, and a newer one a step back where its owner asks for it."""
