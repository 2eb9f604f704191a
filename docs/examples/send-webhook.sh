#!/bin/sh
# A signed webhook (Standard Webhooks) instead of an API key. SECRET is the source's signing secret.
set -eu
ID="msg_$(openssl rand -hex 12)"
TIMESTAMP=$(date +%s)
BODY='{"eventId":"'$ID'","occurredAt":"'$(date -u +%Y-%m-%dT%H:%M:%SZ)'","userId":"ann","creativeId":"example-banner","site":"news.example"}'

# The secret is base64 behind `whsec_`; what is signed are the very bytes of the body.
HEX=$(printf %s "${SECRET#whsec_}" | base64 -d | od -An -v -tx1 | tr -d ' \n')
SIGNATURE=$(printf '%s.%s.%s' "$ID" "$TIMESTAMP" "$BODY" | openssl dgst -sha256 -mac HMAC -macopt "hexkey:$HEX" -binary | base64)

curl -sS --fail-with-body "$URL/api/ingest/impressions?wait=20" \
  -H 'Content-Type: application/json' \
  -H "webhook-id: $ID" \
  -H "webhook-timestamp: $TIMESTAMP" \
  -H "webhook-signature: v1,$SIGNATURE" \
  --data-binary "$BODY"
