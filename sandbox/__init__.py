"""SendGrid and Twilio as they behave, faults included, on this machine: for the tests and for `followup sandbox`."""
