"""The browser, for every test of pages."""

from tests.serve.browser import chromium

__all__ = ["chromium"]
