# Bid requests as an Avro object container file, made with Apache's avro package.
import io
import json
import os
import time
import urllib.error
import urllib.request

from avro.datafile import DataFileWriter
from avro.io import DatumWriter
from avro.schema import parse

schema = parse(
    json.dumps(
        {
            "type": "record",
            "name": "BidRequest",
            "fields": [
                {"name": "eventId", "type": "string"},
                {"name": "occurredAt", "type": "long"},
                {"name": "userId", "type": "string"},
                {"name": "auctionId", "type": "string"},
                {"name": "campaignId", "type": "string"},
            ],
        }
    )
)
now = int(time.time() * 1000)
body = io.BytesIO()
writer = DataFileWriter(body, DatumWriter(), schema, codec="deflate")
for user in ("ann", "bob"):
    writer.append(
        {
            "eventId": f"avro-py-{now}-{user}",
            "occurredAt": now,
            "userId": user,
            "auctionId": f"a-{now}",
            "campaignId": "example",
        }
    )
writer.flush()

request = urllib.request.Request(
    os.environ["URL"] + "/api/ingest/bid-requests?wait=20",
    data=body.getvalue(),
    headers={"Authorization": "Bearer " + os.environ["KEY"], "Content-Type": "avro/binary"},
)
try:
    print(urllib.request.urlopen(request).read().decode())
except urllib.error.HTTPError as refusal:
    raise SystemExit(refusal.read().decode())
