"""The base of every noun that users see: frozen, closed, versioned."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict

SCHEMA_VERSION = "1.0"


class Noun(BaseModel):
    """A frozen, closed pydantic model: unknown keys are refused, values are never edited."""

    # A record is written whole, so its schema requires what a default would fill in.
    model_config = ConfigDict(frozen=True, extra="forbid", json_schema_serialization_defaults_required=True)
