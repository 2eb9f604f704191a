import { PageHeader } from "@/components/ui/page-header";
import { type ApiDocument, operationsByTag } from "./api-document";
import { OperationSection } from "./operation-section";

/** The whole API, made from the same document that `/api/openapi.json` serves. */
export function Reference({ document }: { document: ApiDocument }) {
  const groups = operationsByTag(document);
  return (
    <div className="lg:grid lg:grid-cols-[13rem_minmax(0,1fr)] lg:gap-10">
      <nav aria-label="Operations" className="max-lg:hidden">
        <div className="sticky top-20 max-h-[calc(100dvh-6rem)] overflow-y-auto pb-8">
          {groups.map(({ tag, operations }) => (
            <section key={tag} className="mb-4">
              <h2 className="mb-1 font-medium text-sm">{tag}</h2>
              <ul className="space-y-0.5">
                {operations.map(({ operationId, summary }) => (
                  <li key={operationId}>
                    <a
                      href={`#${operationId}`}
                      className="line-clamp-2 min-h-6 rounded-sm py-0.5 text-muted-foreground text-xs leading-5 hover:text-foreground"
                    >
                      {summary.replaceAll("`", "")}
                    </a>
                  </li>
                ))}
              </ul>
            </section>
          ))}
        </div>
      </nav>
      <div>
        <PageHeader
          title="API reference"
          description={
            <>
              Ingest of advertising events, and reports on them. JSON is camelCase, times are ISO 8601, money is integer
              micros of the named currency. For machines:{" "}
              <a href="/api/openapi.json" className="underline">
                OpenAPI 3.1
              </a>
              .
            </>
          }
        />
        {groups.map(({ tag, operations }) => (
          <section key={tag} className="mb-10">
            <h2 className="mb-3 font-semibold text-lg tracking-tight">{tag}</h2>
            <div className="space-y-4">
              {operations.map((operation) => (
                <OperationSection key={operation.operationId} document={document} operation={operation} />
              ))}
            </div>
          </section>
        ))}
      </div>
    </div>
  );
}
