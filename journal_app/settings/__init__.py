"""Where things are on this machine, what time it is, and the few settings that stand outside the vault."""
