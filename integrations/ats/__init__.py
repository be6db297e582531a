"""The applicant tracking systems, one file each."""
