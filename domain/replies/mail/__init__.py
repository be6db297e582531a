"""Reading candidates' mail: what came, who wrote it, which words are their own, and whether a person wrote at all."""
