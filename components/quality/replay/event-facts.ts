/** A field of an event as it is shown. */
export interface EventFact {
  name: string;
  text: string;
  /** The issue is about it. */
  isMeant: boolean;
}

const maxFacts = 12;
const maxLength = 80;

/** The fields of an event in words, the one that an issue is about first; at most 12 of at most 80 characters. */
export function eventFacts(event: Record<string, unknown> | null, field: string | null): EventFact[] {
  const facts = Object.entries(event ?? {}).flatMap(([name, value]): EventFact[] => {
    const text = factText(name, value);
    const isMeant = field === name || (field?.startsWith(`${name}.`) ?? false);
    return text === null ? [] : [{ name, text, isMeant }];
  });
  return facts.sort((one, other) => Number(other.isMeant) - Number(one.isMeant)).slice(0, maxFacts);
}

function factText(name: string, value: unknown): string | null {
  if (value === null || value === undefined) return null;
  const text = typeof value === "object" ? JSON.stringify(value) : (timeText(name, value) ?? String(value));
  return text.length > maxLength ? `${text.slice(0, maxLength - 1)}…` : text;
}

/** A time comes as epoch milliseconds. */
function timeText(name: string, value: unknown): string | null {
  if (name !== "occurredAt" || typeof value !== "number") return null;
  const date = new Date(value);
  return Number.isNaN(date.getTime()) ? null : date.toISOString();
}
