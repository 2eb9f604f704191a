import type { AttributionModel } from "@/lib/contracts/catalog";

type ModelWords = { label: string; hint: string };

/** What the attribution models are called, and how each of them shares a conversion out. */
export const modelWords: Record<AttributionModel, ModelWords> = {
  last_touch: { label: "Last touch", hint: "all to the last touch before the conversion" },
  first_touch: { label: "First touch", hint: "all to the first touch inside the window" },
  linear: { label: "Linear", hint: "the same part to every touch" },
  time_decay: { label: "Time decay", hint: "a touch weighs half as much for every 7 days before the conversion" },
  position: { label: "Position", hint: "40% to the first, 40% to the last, 20% shared by those between" },
};

/** "Last touch" */
export const modelLabel = (model: AttributionModel): string => modelWords[model].label;
