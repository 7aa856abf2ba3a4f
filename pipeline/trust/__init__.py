"""How far figures can be trusted: measured errors, the confidence that follows from them, and what may be promised."""
