"""Any system that speaks our own words by Standard Webhooks."""
