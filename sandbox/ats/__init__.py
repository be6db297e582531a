"""Applicant tracking systems as they behave, faults included: one file each, from the vendor's documentation."""
