import { UserRound } from "lucide-react";

/** Whose an issue is, as a letter; a dashed ring when it is nobody's. */
export function Assignee({ assignee }: { assignee: string | null }) {
  if (assignee === null) {
    return (
      <span
        title="Nobody's"
        className="grid size-6 place-items-center rounded-full border border-border-strong border-dashed text-faint-foreground"
      >
        <UserRound aria-hidden className="size-3" />
        <span className="sr-only">Nobody’s</span>
      </span>
    );
  }
  return (
    <span
      title={assignee}
      className="grid size-6 place-items-center rounded-full bg-brand-soft font-semibold text-2xs text-info-text"
    >
      <span aria-hidden>{[...assignee][0]?.toUpperCase()}</span>
      <span className="sr-only">{assignee}</span>
    </span>
  );
}
