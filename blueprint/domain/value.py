"""The base class of domain values."""

from pydantic import BaseModel, ConfigDict


class Value(BaseModel):
    """A frozen, validated value that travels between the layers; equal when its fields are."""

    model_config = ConfigDict(frozen=True, extra="forbid")
