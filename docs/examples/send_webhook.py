# A signed webhook (Standard Webhooks) instead of an API key. SECRET is the source's signing secret.
import base64
import hashlib
import hmac
import json
import os
import time
import urllib.error
import urllib.request
import uuid
from datetime import datetime, timezone

message_id = f"msg_{uuid.uuid4().hex}"
timestamp = str(int(time.time()))
body = json.dumps(
    {
        "eventId": message_id,
        "occurredAt": datetime.now(timezone.utc).isoformat(),
        "userId": "ann",
        "creativeId": "example-banner",
        "site": "news.example",
    }
).encode()

secret = base64.b64decode(os.environ["SECRET"].removeprefix("whsec_"))
signed = f"{message_id}.{timestamp}.".encode() + body
signature = base64.b64encode(hmac.new(secret, signed, hashlib.sha256).digest()).decode()

request = urllib.request.Request(
    os.environ["URL"] + "/api/ingest/impressions?wait=20",
    data=body,
    headers={
        "Content-Type": "application/json",
        "webhook-id": message_id,
        "webhook-timestamp": timestamp,
        "webhook-signature": f"v1,{signature}",
    },
)
try:
    print(urllib.request.urlopen(request).read().decode())
except urllib.error.HTTPError as refusal:
    raise SystemExit(refusal.read().decode())
