# Impressions as NDJSON, sent again until there is an answer that ends it. Python's own library only.
import json
import os
import time
import urllib.error
import urllib.request
from datetime import datetime, timezone

now = datetime.now(timezone.utc).isoformat()
events = [
    {
        "eventId": f"json-py-{now}-{user}",
        "occurredAt": now,
        "userId": user,
        "creativeId": "example-banner",
        "site": "news.example",
    }
    for user in ("ann", "bob")
]
request = urllib.request.Request(
    os.environ["URL"] + "/api/ingest/impressions?wait=20",
    data="\n".join(map(json.dumps, events)).encode(),
    headers={
        "Authorization": "Bearer " + os.environ["KEY"],
        "Content-Type": "application/x-ndjson",
        "Idempotency-Key": f"json-py-{now}",
    },
)
for attempt in range(1, 11):
    try:
        print(urllib.request.urlopen(request).read().decode())
        break
    except urllib.error.HTTPError as refusal:
        # 429 and 503 are for now; everything else is about the request itself
        if refusal.code not in (429, 503) or attempt == 10:
            raise SystemExit(refusal.read().decode())
        time.sleep(int(refusal.headers.get("Retry-After", attempt)))
    except urllib.error.URLError:
        if attempt == 10:
            raise
        time.sleep(attempt)
