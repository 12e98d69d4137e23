"""Arithmetic for formulas: the same line works on one number and on an array of draws.

A plain ``if`` on an array is an error, so formulas use `where`, `minimum` and `maximum` instead.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Quantity: TypeAlias = "float | NDArray[np.float64]"
    Condition: TypeAlias = "bool | NDArray[np.bool_]"
else:
    Quantity = Condition = object


def ratio(top: Quantity, bottom: Quantity) -> Quantity:
    """Divide; where the bottom is 0 the answer is nan, which later counts as *not defined*, never as 0."""
    import numpy as np

    with np.errstate(divide="ignore", invalid="ignore"):
        answer = np.divide(top, bottom, dtype=np.float64)
    answer = np.where(np.equal(bottom, 0), np.nan, answer)
    return float(answer) if answer.ndim == 0 else answer


def where(condition: Condition, then: Quantity, otherwise: Quantity) -> Quantity:
    """Choose world by world."""
    import numpy as np

    answer = np.where(condition, then, otherwise)
    return float(answer) if answer.ndim == 0 else answer


def minimum(a: Quantity, b: Quantity) -> Quantity:
    """Take the smaller of two, world by world."""
    import numpy as np

    answer = np.asarray(np.minimum(a, b), dtype=np.float64)
    return float(answer) if answer.ndim == 0 else answer


def maximum(a: Quantity, b: Quantity) -> Quantity:
    """Take the larger of two, world by world."""
    import numpy as np

    answer = np.asarray(np.maximum(a, b), dtype=np.float64)
    return float(answer) if answer.ndim == 0 else answer
