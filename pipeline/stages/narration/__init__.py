"""What `narrate` is made of: sentences with their words and amounts, and what binds the ones to the others."""
