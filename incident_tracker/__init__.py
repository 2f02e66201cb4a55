"""Incident Tracker: every escalation at a clinic's front desk becomes a record, and every person affected is offered support."""

__version__ = "0.1.0"
