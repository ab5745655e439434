"""The features, run through the service."""

from pytest_bdd import scenarios

scenarios(".")
