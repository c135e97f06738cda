"""The places of the window; each renders one frozen state."""
