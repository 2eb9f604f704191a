#!/bin/sh
# Clicks and conversions in one CSV file. A row without a conversion type, or with `click`, is a click.
set -eu
NOW=$(date -u +%Y-%m-%dT%H:%M:%SZ)

curl -sS --fail-with-body "$URL/api/ingest/interactions?wait=20" \
  -H "Authorization: Bearer $KEY" \
  -H 'Content-Type: text/csv; charset=utf-8' \
  -H "Idempotency-Key: csv-sh-$NOW" \
  --data-binary @- <<EVENTS
eventId,occurredAt,userId,campaignId,conversionType,valueMicros,currency
csv-sh-$NOW-1,$NOW,ann,example,click,,
csv-sh-$NOW-2,$NOW,ann,example,purchase,49900000,USD
EVENTS
