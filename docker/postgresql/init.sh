#!/bin/bash
# Run by PostgreSQL's image once, on an empty data volume: one role for Temporal and one for the ledger, each the owner of
# its own databases and of nothing else.
set -euo pipefail
psql --set ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname postgres \
    --set temporal_password="$TEMPORAL_DB_PASSWORD" --set followup_password="$FOLLOWUP_DB_PASSWORD" <<'SQL'
CREATE ROLE temporal LOGIN PASSWORD :'temporal_password';
CREATE ROLE followup LOGIN PASSWORD :'followup_password';
CREATE DATABASE temporal OWNER temporal;
CREATE DATABASE temporal_visibility OWNER temporal;
CREATE DATABASE followup OWNER followup;
REVOKE CONNECT ON DATABASE temporal, temporal_visibility, followup FROM PUBLIC;
SQL
