import { Badge, type Tone } from "@/components/ui/badge";
import type { ApiDocument, ApiParameter, ApiResponse, PlacedOperation } from "./api-document";
import { typeWords } from "./api-document";
import { RichText } from "./rich-text";
import { SchemaView } from "./schema-view";

const tones: Record<string, Tone> = {
  get: "info",
  post: "success",
  put: "warning",
  patch: "warning",
  delete: "danger",
};

export type OperationSectionProps = { document: ApiDocument; operation: PlacedOperation };

/** One operation: what it does, what it takes, and every answer it can give. */
export function OperationSection({ document, operation }: OperationSectionProps) {
  const { method, path, summary, description, parameters, requestBody, responses } = operation;
  return (
    <article id={operation.operationId} className="scroll-mt-24 rounded-xl border bg-card p-4 shadow-xs sm:p-5">
      <h3 className="flex flex-wrap items-center gap-2">
        <Badge tone={tones[method] ?? "neutral"}>{method.toUpperCase()}</Badge>
        <a href={`#${operation.operationId}`} className="break-all font-medium font-mono text-sm hover:underline">
          {path}
        </a>
      </h3>
      <p className="mt-2 text-sm">
        <RichText text={summary} />
      </p>
      {description && (
        <p className="mt-1 text-muted-foreground text-sm">
          <RichText text={description} />
        </p>
      )}
      {parameters.length > 0 && <Parameters parameters={parameters} />}
      {requestBody && (
        <Part title="Body">
          {Object.entries(requestBody.content).map(([type, { schema }]) => (
            <div key={type} className="[&+&]:mt-1">
              <p className="font-mono text-muted-foreground text-xs">{type}</p>
              {schema && (
                <div className="mt-2">
                  <SchemaView document={document} schema={schema} />
                </div>
              )}
            </div>
          ))}
        </Part>
      )}
      <Part title="Answers">
        <ul className="space-y-1.5">
          {Object.entries(responses).map(([status, response]) => (
            <Answer key={status} document={document} status={status} response={response} />
          ))}
        </ul>
      </Part>
    </article>
  );
}

function Part({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <section className="mt-4">
      <h4 className="mb-1.5 font-medium text-muted-foreground text-xs">{title}</h4>
      {children}
    </section>
  );
}

function Parameters({ parameters }: { parameters: readonly ApiParameter[] }) {
  return (
    <Part title="Parameters">
      <ul className="divide-y rounded-lg border">
        {parameters.map(({ name, in: place, required, schema, description = schema?.description }) => (
          <li key={`${place} ${name}`} className="px-3 py-2">
            <p className="flex flex-wrap items-baseline gap-x-2">
              <code className="font-medium font-mono text-xs">{name}</code>
              <span className="break-words text-muted-foreground text-xs">{schema && typeWords(schema)}</span>
              <span className="text-faint-foreground text-xs">
                {place}
                {required && ", always"}
              </span>
            </p>
            {description && (
              <p className="mt-0.5 text-muted-foreground text-xs">
                <RichText text={description} />
              </p>
            )}
          </li>
        ))}
      </ul>
    </Part>
  );
}

function Answer({ document, status, response }: { document: ApiDocument; status: string; response: ApiResponse }) {
  const schema = Object.values(response.content ?? {}).find((content) => content.schema)?.schema;
  const line = (
    <>
      <code className="font-medium font-mono text-xs">{status}</code>{" "}
      <span className="text-muted-foreground text-sm">
        <RichText text={response.description} />
        {response.headers && "Retry-After" in response.headers && ", with Retry-After"}
      </span>
    </>
  );
  // the shape of an error is the same everywhere, and told once
  if (!schema || schema.$ref?.endsWith("/Error")) return <li>{line}</li>;
  return (
    <li>
      <details>
        <summary className="cursor-pointer rounded-sm">{line}</summary>
        <div className="mt-2">
          <SchemaView document={document} schema={schema} />
        </div>
      </details>
    </li>
  );
}
