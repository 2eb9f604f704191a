import { keepPreviousData, queryOptions, useMutation, useQuery } from "@tanstack/react-query";
import type { IngestKind } from "@/lib/contracts/kinds";
import { inspectionSchema, previewSchema, proposalSchema } from "@/lib/contracts/preview";
import { type IssueRecord, issueRecordListSchema, qualityIssueListSchema } from "@/lib/contracts/quality";
import { api } from "@/lib/http/browser/api";
import { sendFile } from "@/lib/http/browser/send-file";
import type { KindMapping } from "./proposal";
import { bytesOfText, fileOfRejects, type Sample, sampleOf } from "./sample";

export interface Trial {
  sourceId: string;
  kind: IngestKind;
  sample: Sample | null;
  /** The kind's part of the mapping that is tried. */
  value: KindMapping | undefined;
}

function ask({ sourceId, kind, sample, value }: Trial, what: "preview" | "proposal") {
  if (!sample) throw new Error("There is no sample.");
  const { contentType, contentEncoding, base64 } = sample;
  const body = {
    kind,
    contentType,
    contentEncoding,
    sample: base64,
    encoding: "base64",
    // nothing named is tried too, in place of what is saved
    mapping: { [kind]: value ?? { fields: {} } },
  };
  return { path: `/api/sources/${encodeURIComponent(sourceId)}/mapping/${what}`, body };
}

/** `POST /api/sources/{id}/mapping/preview`; what showed before stays until the answer is there. */
export function usePreview(trial: Trial) {
  const { sourceId, kind, sample, value } = trial;
  return useQuery(
    queryOptions({
      queryKey: ["mapping", "preview", sourceId, kind, sample?.id, value ?? null],
      queryFn: () => {
        const { path, body } = ask(trial, "preview");
        return api.send("POST", path, body, previewSchema);
      },
      enabled: sample !== null,
      placeholderData: keepPreviousData,
      staleTime: 60_000,
    }),
  );
}

/** `POST /api/sources/{id}/mapping/proposal` */
export function useProposal(trial: Trial) {
  const { sourceId, kind, sample, value } = trial;
  return useQuery(
    queryOptions({
      queryKey: ["mapping", "proposal", sourceId, kind, sample?.id, value ?? null],
      queryFn: () => {
        const { path, body } = ask(trial, "proposal");
        return api.send("POST", path, body, proposalSchema);
      },
      enabled: sample !== null,
      placeholderData: undefined,
      staleTime: Number.POSITIVE_INFINITY,
    }),
  );
}

/** A sample as it was taken up, with the kind that it fits best for the source. */
export interface TakenSample {
  sample: Sample;
  kind: IngestKind | null;
}

/** Bytes as a sample: the server says what they are. */
export function useTakeSample(sourceId: string, onTaken: (taken: TakenSample) => void) {
  return useMutation({
    mutationFn: async ({ title, bytes }: { title: string; bytes: Uint8Array }): Promise<TakenSample> => {
      const headers = { "content-type": "application/octet-stream", "x-file-name": encodeURIComponent(title) };
      const blob = new Blob([bytes as Uint8Array<ArrayBuffer>]);
      const { value } = await sendFile("/api/imports/inspect", blob, { headers, schema: inspectionSchema });
      const sample = sampleOf(value, { id: crypto.randomUUID(), title: `${title}, ${value.description}`, bytes });
      if (!sample) throw new Error(value.problem ?? "This is not a format that is read here.");
      const best = value.candidates.find((one) => one.sourceId === sourceId && one.accepted > 0);
      return { sample, kind: best?.kind ?? null };
    },
    onSuccess: onTaken,
  });
}

const maxIssues = 3;

/** The newest rejected records of a source and kind as a sample. */
export function useTakeRejects(sourceId: string, kind: IngestKind, onTaken: (taken: TakenSample) => void) {
  return useMutation({
    mutationFn: async (): Promise<TakenSample> => {
      const query = new URLSearchParams({ source: sourceId, kind, sort: "lastSeen" });
      const { issues } = await api.get(`/api/quality/issues?${query}`, qualityIssueListSchema);
      const records: IssueRecord[] = [];
      for (const { id } of issues.filter(({ count }) => count > 0).slice(0, maxIssues)) {
        const path = `/api/quality/issues/${encodeURIComponent(id)}/records`;
        records.push(...(await api.get(path, issueRecordListSchema)).records);
      }
      const file = fileOfRejects(records);
      if (!file) throw new Error("No record of this kind is rejected that could be read.");
      const title = `${file.records} rejected ${file.records === 1 ? "record" : "records"}`;
      const sample = sampleOf(
        { contentType: file.contentType, contentEncoding: null },
        { id: crypto.randomUUID(), title, bytes: bytesOfText(file.text) },
      );
      if (!sample) throw new Error("No record of this kind is rejected that could be read.");
      return { sample, kind: null };
    },
    onSuccess: onTaken,
  });
}
