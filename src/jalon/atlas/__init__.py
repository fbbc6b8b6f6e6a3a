"""Places and bodies: where things happen and who acts."""
