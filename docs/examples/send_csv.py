# A CSV file of any size, streamed: it is never held in memory. python3 send_csv.py clicks.csv
import os
import sys
import urllib.error
import urllib.request

path = sys.argv[1]
with open(path, "rb") as file:
    request = urllib.request.Request(
        os.environ["URL"] + "/api/ingest/interactions?wait=20",
        data=file,
        headers={
            "Authorization": "Bearer " + os.environ["KEY"],
            "Content-Type": "text/csv; charset=utf-8",
            "Content-Length": str(os.path.getsize(path)),
        },
    )
    try:
        print(urllib.request.urlopen(request).read().decode())
    except urllib.error.HTTPError as refusal:
        raise SystemExit(refusal.read().decode())
