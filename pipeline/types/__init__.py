"""The nouns between stages: frozen values that flow one way."""
