import type { ReactNode } from "react";

export type TickProps = { checked: boolean; onChange: () => void; children: ReactNode };

/** A box to tick, with its words; both can be clicked. */
export function Tick({ checked, onChange, children }: TickProps) {
  return (
    <label className="flex min-h-6 items-center gap-2.5 text-sm">
      <input type="checkbox" checked={checked} onChange={onChange} className="size-4 shrink-0 accent-primary" />
      <span className="min-w-0 break-words">{children}</span>
    </label>
  );
}
