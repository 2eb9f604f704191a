import { TimeAgo } from "@/components/ui/time-ago";
import type { AlertDetail } from "@/lib/contracts/alerts";

const texts: Record<AlertDetail["timeline"][number]["type"], string> = {
  opened: "opened",
  reopened: "reopened",
  repeated: "seen again",
  acknowledged: "acknowledged",
  snoozed: "snoozed",
  assigned: "assigned",
  commented: "commented",
  resolved: "resolved",
};

/** Everything that happened to an alert, the newest first. */
export function Timeline({ lines }: { lines: AlertDetail["timeline"] }) {
  return (
    <ol className="flex flex-col gap-3">
      {[...lines].reverse().map((line) => (
        <li key={`${line.at} ${line.type}`} className="flex gap-3 text-sm">
          <span aria-hidden className="mt-1.5 size-2 shrink-0 rounded-full bg-border-strong" />
          <div className="min-w-0">
            <p>
              <span className="font-medium">{texts[line.type]}</span>{" "}
              <span className="text-muted-foreground">
                by {line.actor === "system" ? "the monitor" : line.actor}, <TimeAgo at={line.at} />
              </span>
            </p>
            {noteOf(line.detail) && <p className="break-words text-muted-foreground">{noteOf(line.detail)}</p>}
          </div>
        </li>
      ))}
    </ol>
  );
}

/** The words that a person left with a line. */
function noteOf(detail: Record<string, unknown>): string | null {
  const note = detail.text ?? detail.note ?? detail.assignee ?? detail.until;
  return typeof note === "string" ? note : null;
}
