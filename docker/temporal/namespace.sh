#!/bin/sh
# Makes the namespace where it is not there, and ends only when the server serves it: a new one takes some seconds to
# reach the server's caches. TEMPORAL_ADDRESS and TEMPORAL_NAMESPACE are read by the CLI itself.
set -eu

wait_for() {
    what=$1
    shift
    tries=0
    until "$@" >/dev/null 2>&1; do
        tries=$((tries + 1))
        if [ "$tries" -ge 60 ]; then
            echo "Gave up waiting for $what; the last answer was:" >&2
            "$@"
            exit 1
        fi
        sleep 2
    done
}

wait_for "the Temporal server at $TEMPORAL_ADDRESS" temporal operator cluster health
if ! temporal operator namespace describe --namespace "$TEMPORAL_NAMESPACE" >/dev/null 2>&1; then
    temporal operator namespace create --namespace "$TEMPORAL_NAMESPACE" --retention "$RETENTION"
fi
wait_for "the namespace $TEMPORAL_NAMESPACE" temporal workflow list --namespace "$TEMPORAL_NAMESPACE" --limit 1
echo "The namespace $TEMPORAL_NAMESPACE is ready."
