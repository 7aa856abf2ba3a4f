"""How a picture is looked at: at which resolution, and in how many pieces."""
