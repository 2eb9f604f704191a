import { Target } from "lucide-react";
import { EmptyState } from "@/components/ui/empty-state";

/** There is none in the range, or none in the state that is asked for. */
export function NoConversions({ filtered }: { filtered: boolean }) {
  return (
    <EmptyState
      icon={<Target aria-hidden />}
      title={filtered ? "No conversion of this range is like that" : "No conversions in this range"}
      description={
        filtered
          ? "Choose All to see the conversions of every state."
          : "Conversions that a source sends with this campaign’s id stand here, also those that no touch is credited for. Try a longer range, or look under Imports whether they arrived."
      }
    />
  );
}
