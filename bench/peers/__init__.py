"""The same page built in other frameworks, for comparison only: each runs in an environment of its own and is never installed for users."""
