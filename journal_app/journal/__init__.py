"""What is lived in the vault: drafts, entries, search and offers; each module one feature whole."""
