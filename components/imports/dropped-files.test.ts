import { expect, it } from "vitest";
import { droppedFiles, fileOfText } from "./dropped-files";

const file = (name: string) => new File(["x"], name);
const item = (isDirectory: boolean | null) => ({
  kind: "file",
  webkitGetAsEntry: () => (isDirectory === null ? null : { isDirectory }),
});
const transfer = (files: File[], items: unknown[]) =>
  droppedFiles({ files, items } as unknown as Pick<DataTransfer, "files" | "items">);

it("leaves folders out, and counts them", () => {
  const { files, folders } = transfer(
    [file("a.csv"), file("folder"), file("b.csv")],
    [item(false), item(true), item(null)],
  );
  expect(files.map(({ name }) => name)).toEqual(["a.csv", "b.csv"]);
  expect(folders).toBe(1);
});

it("takes files that come beside text", () => {
  expect(transfer([file("a.csv")], [{ kind: "string" }, item(false)]).files).toHaveLength(1);
});

it("makes a file of pasted text", async () => {
  const pasted = fileOfText(' [{"a":1}]', Date.UTC(2026, 10, 23, 8, 5, 9));
  expect(pasted?.name).toBe("pasted-2026-11-23T08-05-09.json");
  expect(await pasted?.text()).toBe(' [{"a":1}]');
  expect(fileOfText("a,b\n1,2", 0)?.name).toBe("pasted-1970-01-01T00-00-00.csv");
  expect(fileOfText(" \n", 0)).toBeUndefined();
});
