"""The commands that need no Qt: packs, prompts, vaults, importing, checking and measuring, a module each."""
