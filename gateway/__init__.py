"""What the outside world says, turned into durable facts: verified, stored, and told to the candidates' clocks."""
