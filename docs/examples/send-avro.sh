#!/bin/sh
# An Avro object container file that is there already: sh send-avro.sh bids.avro
# A file keeps one Idempotency-Key, so sending it again stores nothing twice.
set -eu
FILE=${1:?Name an Avro file}

curl -sS --fail-with-body "$URL/api/ingest/bid-requests?wait=20" \
  -H "Authorization: Bearer $KEY" \
  -H 'Content-Type: avro/binary' \
  -H "Idempotency-Key: $(sha256sum "$FILE" | cut -d' ' -f1)" \
  --data-binary "@$FILE"
