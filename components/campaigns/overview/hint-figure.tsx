import type { OpenMetric } from "@/components/campaigns/explain-metrics";

type HintFigureProps = { metric: OpenMetric; name: string; value: string; onOpen: (metric: OpenMetric) => void };

/** A ratio in the quiet line of a tile, which opens by itself, above the button that is the tile. */
export function HintFigure({ metric, name, value, onOpen }: HintFigureProps) {
  return (
    <button
      type="button"
      aria-haspopup="dialog"
      data-opens={metric}
      onClick={() => onOpen(metric)}
      className="relative rounded-sm underline decoration-border-strong underline-offset-2 hover:text-foreground hover:decoration-current"
    >
      {name} {value}
      <span className="sr-only">: where this figure comes from</span>
    </button>
  );
}
