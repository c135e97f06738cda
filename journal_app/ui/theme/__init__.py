"""How the window looks: tokens, palette, fonts, icons, and the one object that applies them."""
