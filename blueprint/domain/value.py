"""The base class of domain values."""

from pydantic import BaseModel, ConfigDict


class Value(BaseModel):
    """A frozen, validated value that travels between the layers; equal when its fields are.

    Errors do not quote the input, since they are logged, and it may be what somebody wrote.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)
