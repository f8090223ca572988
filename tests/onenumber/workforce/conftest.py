"""The same small service as the duty list's tests."""

from tests.onenumber.rota.conftest import small

__all__ = ["small"]
