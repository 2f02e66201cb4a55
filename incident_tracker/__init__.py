"""Incident Tracker: escalations at a clinic's front desk become records, and everyone affected is offered support."""

__version__ = "0.1.0"
