import { getHostname } from "tldts";
import type { Field } from "@/lib/contracts/fields";
import { textOf } from "../map/to-field";
import { proposeTime } from "./propose-time";

const ipAddress = /^(?:\d{1,3}(?:\.\d{1,3}){3}|[0-9a-f:.]*:[0-9a-f:.]*:[0-9a-f:.]*)$/i;
const number = /^-?\d+(?:[.,]\d+)?$/;
const yesOrNo = /^(?:true|false|0|1|yes|no|y|n|t|f)$/i;

/** Whether values of theirs can be what a field of ours holds; nothing to look at can be anything. */
export function canHold(field: Field, values: readonly unknown[], now: number): boolean {
  if (field.type === "object") return values.every((value) => typeof value === "object" || isJsonObject(value));
  const texts = values.map(textOf);
  const whole = texts.filter((text) => text !== undefined);
  if (whole.length < texts.length) return false;
  switch (field.name) {
    case "eventId":
      return new Set(whole).size === whole.length && isId(whole);
    case "ip":
      return whole.every((text) => ipAddress.test(text));
    case "currency":
      return whole.every((text) => /^[a-z]{3}$/i.test(text));
    case "country":
      return whole.every((text) => /^\p{L}[\p{L} .'-]{1,63}$/u.test(text));
    case "userAgent":
      return whole.every((text) => !number.test(text));
    case "site":
      return whole.every((text) => text.length <= 2048 && !/\s/.test(text) && !number.test(text));
    default:
      return fitsType(field, whole, values, now);
  }
}

function fitsType({ type }: Field, texts: readonly string[], values: readonly unknown[], now: number): boolean {
  switch (type) {
    case "time":
      return proposeTime(values, now).looksLikeTime;
    case "micros":
    case "number":
      return texts.every((text) => number.test(text));
    case "boolean":
      return texts.every((text) => yesOrNo.test(text));
    case "id":
      return isId(texts);
    default:
      return texts.every((text) => text.length <= 256);
  }
}

const isId = (texts: readonly string[]) => texts.every((text) => text.length <= 256 && !/\s.*\s/.test(text));

function isJsonObject(value: unknown): boolean {
  return typeof value === "string" && value.trim().startsWith("{");
}

/** Values that can hardly be anything but what a field of ours holds, whatever they are called. */
export function mustHold(field: Field, values: readonly unknown[], now: number): boolean {
  const texts = values.map((value) => textOf(value) ?? "");
  if (texts.length === 0) return false;
  switch (field.name) {
    case "occurredAt":
      // numbers may be anything: a name has to say that they are times
      return texts.every((text) => /\D/.test(text)) && proposeTime(values, now).looksLikeTime;
    case "ip":
      return texts.every((text) => ipAddress.test(text));
    case "userAgent":
      return texts.every((text) => /^(?:Mozilla|Opera|Dalvik)\/\d/.test(text));
    case "site":
      return texts.every((text) => isUrl(text));
    default:
      return false;
  }
}

/** An address of the web, with its scheme. */
export function isUrl(text: string): boolean {
  return /^https?:\/\//i.test(text) && getHostname(text) !== null;
}
