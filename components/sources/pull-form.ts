import type { IngestKind } from "@/lib/contracts/kinds";
import type { PullInput } from "@/lib/contracts/pull";
import type { everyOptions } from "./pull-words";

/** A folder or a bucket as it is typed. */
export interface PullForm {
  name: string;
  type: "folder" | "s3";
  path: string;
  bucket: string;
  prefix: string;
  region: string;
  endpoint: string;
  accessKeyId: string;
  secretAccessKey: string;
  pattern: string;
  kind: IngestKind;
  everySeconds: (typeof everyOptions)[number]["value"];
}

export const emptyPullForm: PullForm = {
  name: "",
  type: "folder",
  path: "",
  bucket: "",
  prefix: "",
  region: "us-east-1",
  endpoint: "",
  accessKeyId: "",
  secretAccessKey: "",
  pattern: "**",
  kind: "interactions",
  everySeconds: "3600",
};

/** Whether all that is needed has been typed. */
export function isComplete(form: PullForm): boolean {
  const place = form.type === "folder" ? form.path : form.bucket;
  return [form.name, place, form.pattern].every((text) => text.trim() !== "");
}

/** What is sent of it. */
export function toPullInput(form: PullForm): Pick<PullInput, "name" | "kind" | "location"> & Partial<PullInput> {
  const given = (text: string) => (text.trim() === "" ? undefined : text.trim());
  const { kind } = form;
  const common = {
    name: form.name.trim(),
    kind,
    pattern: form.pattern.trim(),
    everySeconds: Number(form.everySeconds),
  };
  if (form.type === "folder") return { ...common, location: { type: "folder", path: form.path.trim() } };
  const location = {
    type: "s3" as const,
    bucket: form.bucket.trim(),
    prefix: form.prefix.trim(),
    region: given(form.region) ?? emptyPullForm.region,
    endpoint: given(form.endpoint),
    accessKeyId: given(form.accessKeyId),
  };
  return { ...common, location, secretAccessKey: given(form.secretAccessKey) };
}
