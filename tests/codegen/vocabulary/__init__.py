"""Tests of words and custom attributes in generated packages."""
