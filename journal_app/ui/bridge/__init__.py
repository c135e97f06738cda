"""How the window talks to the vault: one thread that owns it, and one broadcast of what changed."""
