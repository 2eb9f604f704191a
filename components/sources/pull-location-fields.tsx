import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { PullForm } from "./pull-form";

export type LocationFieldsProps = { form: PullForm; set: (change: Partial<PullForm>) => void };

const bucketFields = [
  ["bucket", "Bucket", undefined],
  ["prefix", "Prefix", "Names begin with it."],
  ["region", "Region", undefined],
  ["endpoint", "Endpoint", "Only of a store that is not Amazon’s."],
  ["accessKeyId", "Access key", "Needed with an endpoint; empty for Amazon: the server’s own credentials."],
] as const;

/** Where the files are: a path of the server, or a bucket and how to get in. */
export function LocationFields({ form, set }: LocationFieldsProps) {
  if (form.type === "folder") {
    return (
      <Field
        label="Folder on the server"
        hint="Below a folder that the installation allows: DATA_DIR/pull, or one of PULL_FOLDERS."
        className="sm:col-span-2"
      >
        {(control) => (
          <Input
            {...control}
            className="font-mono"
            value={form.path}
            onChange={(event) => set({ path: event.target.value })}
          />
        )}
      </Field>
    );
  }
  return (
    <>
      {bucketFields.map(([name, label, hint]) => (
        <Field key={name} label={label} hint={hint}>
          {(control) => (
            <Input
              {...control}
              autoComplete="off"
              value={form[name]}
              onChange={(event) => set({ [name]: event.target.value })}
            />
          )}
        </Field>
      ))}
      <Field label="Secret access key" hint="Kept sealed, and never shown.">
        {(control) => (
          <Input
            {...control}
            type="password"
            autoComplete="off"
            value={form.secretAccessKey}
            onChange={(event) => set({ secretAccessKey: event.target.value })}
          />
        )}
      </Field>
    </>
  );
}
