#!/bin/sh
# Impressions as NDJSON: one object a line. URL and KEY come from the environment.
set -eu
NOW=$(date -u +%Y-%m-%dT%H:%M:%SZ)

curl -sS --fail-with-body "$URL/api/ingest/impressions?wait=20" \
  -H "Authorization: Bearer $KEY" \
  -H 'Content-Type: application/x-ndjson' \
  -H "Idempotency-Key: json-sh-$NOW" \
  --data-binary @- <<EVENTS
{"eventId":"json-sh-$NOW-1","occurredAt":"$NOW","userId":"ann","creativeId":"example-banner","site":"news.example"}
{"eventId":"json-sh-$NOW-2","occurredAt":"$NOW","userId":"bob","creativeId":"example-banner","site":"shop.example"}
EVENTS
