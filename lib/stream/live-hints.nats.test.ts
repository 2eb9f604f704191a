import { expect, it } from "vitest";
import type { LiveHint } from "@/lib/contracts/live";
import { liveSubject } from "@/lib/contracts/live";
import { openConnection } from "./connection";
import { listenForChanges, tellChanged } from "./live-hints";

it("tells listeners of other processes what changed, put together, and passes over what is no hint", async () => {
  const url = process.env.NATS_URL ?? "";
  const [worker, web] = await Promise.all([openConnection("worker", url), openConnection("web", url)]);
  try {
    const heard: LiveHint[] = [];
    const first = new Promise<void>((resolve) => {
      listenForChanges(web, (hint) => {
        heard.push(hint);
        resolve();
      });
    });
    await web.flush();
    worker.publish(liveSubject, "no hint");
    worker.publish(liveSubject, JSON.stringify({ campaigns: 7, what: [] }));
    tellChanged(worker, { campaigns: ["a"], what: ["performance"] });
    tellChanged(worker, { campaigns: ["b", "a"], what: ["conversions"] });
    await first;
    expect(heard).toEqual([{ campaigns: ["a", "b"], what: ["performance", "conversions"] }]);
  } finally {
    await Promise.all([worker.close(), web.close()]);
  }
});
