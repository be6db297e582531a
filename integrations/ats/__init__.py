"""What the applicant tracking systems share: how their words become facts. Each system has a folder of its own."""
