"""The database's history: each script brings an older one a step further, and never back."""
