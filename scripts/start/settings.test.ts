import { describe, expect, it } from "vitest";
// @ts-expect-error the start scripts are plain JavaScript, since nothing is installed when they run
import { checkNode, readSettings } from "./settings.mjs";

describe("checkNode", () => {
  it.each(["20.19.0", "20.20.2", "22.0.0"])("takes %s", (version) => {
    expect(() => checkNode(version)).not.toThrow();
  });
  it.each(["18.20.4", "20.18.3", "8.0.0"])("refuses %s", (version) => {
    expect(() => checkNode(version)).toThrow(`This is Node ${version}: install Node 20.19 or newer.`);
  });
});

describe("readSettings", () => {
  it("starts with everything of its own, on loopback, with the demo", () => {
    expect(readSettings({ DATABASE_URL: "", NATS_URL: "" }, [])).toMatchObject({
      dev: false,
      port: 3000,
      host: "127.0.0.1",
      dataDir: expect.stringMatching(/\/\.data$/),
      databaseUrl: undefined,
      natsUrl: undefined,
      demo: true,
      publicUrl: "http://127.0.0.1:3000",
    });
  });

  it.each([
    ["0.0.0.0", "http://127.0.0.1:8080"],
    ["192.168.1.2", "http://192.168.1.2:8080"],
    ["::1", "http://[::1]:8080"],
  ])("gives %s an address that a browser can open", (HOST, publicUrl) => {
    expect(readSettings({ HOST, PORT: "8080" }, []).publicUrl).toBe(publicUrl);
  });
});
