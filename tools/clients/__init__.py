"""Clients that generators make of the OpenAPI document, compiled strictly and used."""
