"""The ground of every shape. Plain pydantic: ninja's own `Schema` looks at each nested value again, which costs half
of a long answer."""

from pydantic import BaseModel, ConfigDict


class Shape(BaseModel):
    """What is answered."""

    model_config = ConfigDict(from_attributes=True)


class Sent(Shape):
    """What somebody sends. A name that there is not is refused: left out, a misspelt one would do something else."""

    model_config = ConfigDict(extra="forbid")
