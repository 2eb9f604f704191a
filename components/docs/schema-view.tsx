import { type ApiDocument, type ApiSchema, resolveSchema, typeWords } from "./api-document";
import { RichText } from "./rich-text";

export type SchemaViewProps = {
  document: ApiDocument;
  schema: ApiSchema /** Schemas this one stands in. */;
  within?: readonly string[];
};

/** The fields of a schema, those of the schemas inside it folded away. */
export function SchemaView({ document, schema, within = [] }: SchemaViewProps) {
  const { name, schema: resolved } = resolveSchema(document, schema);
  const choices = resolved.anyOf ?? resolved.oneOf;
  if (choices) {
    return choices.map((choice, index) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: the choices of a schema never move
      <div key={index} className="[&+&]:mt-3">
        {index > 0 && <p className="mb-2 text-muted-foreground text-xs">or</p>}
        <SchemaView document={document} schema={choice} within={within} />
      </div>
    ));
  }
  const fields = Object.entries(resolved.properties ?? {});
  if (fields.length === 0) return <p className="font-mono text-muted-foreground text-xs">{typeWords(resolved)}</p>;
  const inside = name ? [...within, name] : within;
  return (
    <ul className="divide-y rounded-lg border">
      {fields.map(([field, value]) => (
        <li key={field} className="px-3 py-2">
          <p className="flex flex-wrap items-baseline gap-x-2 text-sm">
            <code className="break-all font-medium font-mono text-xs">{field}</code>
            <span className="text-muted-foreground text-xs">{typeWords(value)}</span>
            {resolved.required?.includes(field) && <span className="text-faint-foreground text-xs">always</span>}
            {value.default !== undefined && (
              <span className="text-faint-foreground text-xs">{JSON.stringify(value.default)} if absent</span>
            )}
          </p>
          {value.description && (
            <p className="mt-0.5 text-muted-foreground text-xs">
              <RichText text={value.description} />
            </p>
          )}
          <Nested document={document} schema={value} within={inside} />
        </li>
      ))}
    </ul>
  );
}

/** What a field holds, when that has fields itself; a schema inside itself is not opened again. */
function Nested({ document, schema, within }: Required<SchemaViewProps>) {
  const choices = schema.anyOf ?? schema.oneOf ?? [schema];
  const inner = choices
    .map(
      (choice) =>
        choice.items ?? (typeof choice.additionalProperties === "object" ? choice.additionalProperties : choice),
    )
    .find((choice) => hasFields(document, choice));
  if (!inner) return null;
  const { name } = resolveSchema(document, inner);
  if (name && within.includes(name)) return null;
  return (
    <details className="mt-1.5">
      <summary className="cursor-pointer rounded-sm text-muted-foreground text-xs hover:text-foreground">
        {name ?? "its fields"}
      </summary>
      <div className="mt-1.5">
        <SchemaView document={document} schema={inner} within={within} />
      </div>
    </details>
  );
}

function hasFields(document: ApiDocument, schema: ApiSchema): boolean {
  const { schema: resolved } = resolveSchema(document, schema);
  return (
    Boolean(resolved.properties) || (resolved.anyOf ?? resolved.oneOf ?? []).some((one) => hasFields(document, one))
  );
}
