"""Words and figures as the templates of all rooms show them."""
