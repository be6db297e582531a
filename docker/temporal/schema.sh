#!/bin/sh
# Brings both stores of the Temporal server to the schema of this image's version. The databases are there already
# (docker/postgresql/init.sh); a schema that is up to date is left as it is.
set -eu
schema=/etc/temporal/schema/postgresql/v12
for store in temporal:temporal temporal_visibility:visibility; do
    database=${store%%:*}
    versions=$schema/${store##*:}/versioned
    temporal-sql-tool --db "$database" setup-schema -v 0.0
    temporal-sql-tool --db "$database" update-schema -d "$versions"
done
