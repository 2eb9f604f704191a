"use client";

import { NAVIGATION } from "@/components/shell/navigation";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { Kbd } from "@/components/ui/kbd";
import { useMayAny } from "@/components/ui/permissions";

const everywhere = [
  { keys: ["Ctrl K", "⌘ K"], does: "Find a campaign, an advertiser, a source, an alert or a screen" },
  { keys: ["/"], does: "Search the list of this screen" },
  { keys: ["j", "k"], does: "Next and previous line of a list" },
  { keys: ["Enter"], does: "Open the line" },
  { keys: ["Esc"], does: "Close what is open" },
  { keys: ["?"], does: "These keys" },
] as const;

/** The keys that work everywhere. */
export function ShortcutsDialog({ onClose }: { onClose: () => void }) {
  const may = useMayAny();
  return (
    <Dialog open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <DialogContent title="Keys">
        <dl className="grid grid-cols-[auto_minmax(0,1fr)] items-center gap-x-6 gap-y-2.5 text-sm">
          {everywhere.map(({ keys, does }) => (
            <Line key={does} keys={keys} does={does} />
          ))}
          {NAVIGATION.filter(({ needs }) => may(needs)).map(({ key, goKey, label }) => (
            <Line key={key} keys={["g", goKey]} does={`To ${label}`} />
          ))}
        </dl>
      </DialogContent>
    </Dialog>
  );
}

function Line({ keys, does }: { keys: readonly string[]; does: string }) {
  return (
    <div className="contents">
      <dt className="flex gap-1">
        {keys.map((key) => (
          <Kbd key={key}>{key}</Kbd>
        ))}
      </dt>
      <dd className="text-muted-foreground">{does}</dd>
    </div>
  );
}
