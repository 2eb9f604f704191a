import { Callout } from "@/components/ui/callout";
import type { PullTest } from "@/lib/contracts/pull";

/** What a try found: the first files, or why nothing can be listed. */
export function PullTestResult({ test }: { test: PullTest }) {
  if (test.error) {
    return (
      <Callout tone="danger" title="It cannot be read">
        {test.error}
      </Callout>
    );
  }
  if (test.files.length === 0) {
    return (
      <Callout tone="warning" title="It can be read, but no file fits">
        Check the file names.
      </Callout>
    );
  }
  return (
    <Callout tone="success" title={test.isComplete ? `${test.files.length} files fit` : "Files fit; the first of them"}>
      <ul className="mt-1 max-h-32 overflow-y-auto font-mono text-xs">
        {test.files.map(({ name }) => (
          <li key={name} className="break-all">
            {name}
          </li>
        ))}
      </ul>
    </Callout>
  );
}
