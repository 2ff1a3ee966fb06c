"""The record in the browser."""
