import { type Attribution, attributedSchema } from "@/lib/contracts/attribution";

const figures = Object.keys(attributedSchema.shape) as (keyof Attribution["totals"][number]["stored"])[];
const whatIfName = (figure: string) => `whatIf${figure[0]?.toUpperCase()}${figure.slice(1)}`;

/** One line a group and model: what is stored, then what the windows asked for would give, empty where none were. */
export function attributionCsv({ rows }: Pick<Attribution, "rows">) {
  return {
    columns: ["group", "groupName", "model", ...figures, ...figures.map(whatIfName)],
    rows: rows.flatMap(({ group, groupName, byModel }) =>
      byModel.map(({ model, stored, whatIf }) => ({
        ...{ group, groupName, model },
        ...stored,
        ...Object.fromEntries(figures.map((figure) => [whatIfName(figure), whatIf?.[figure] ?? null])),
      })),
    ),
  };
}
