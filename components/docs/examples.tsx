"use client";

import { CodeBlock } from "@/components/ui/code-block";
import { PageHeader } from "@/components/ui/page-header";
import { Tabs, TabsContent, TabsList, TabsTrigger } from "@/components/ui/tabs";

export interface Example {
  title: string;
  description: string;
  /** The same in several languages. */
  files: { language: string; name: string; code: string }[];
}

/** Programs that run as they stand; the product's own tests run them. */
export function Examples({ examples }: { examples: readonly Example[] }) {
  return (
    <>
      <PageHeader
        title="Examples"
        description="Each runs as it stands, with the server's address in URL and an ingest key in KEY. The same files are in docs/examples, and the tests of this product run them."
      />
      <div className="space-y-10">
        {examples.map(({ title, description, files }) => (
          <section key={title}>
            <h2 className="font-semibold text-lg tracking-tight">{title}</h2>
            <p className="mt-1 mb-3 max-w-2xl text-muted-foreground text-sm">{description}</p>
            <Tabs defaultValue={files[0]?.language ?? ""}>
              <TabsList aria-label={`Language of ${title}`}>
                {files.map(({ language }) => (
                  <TabsTrigger key={language} value={language}>
                    {language}
                  </TabsTrigger>
                ))}
              </TabsList>
              {files.map(({ language, name, code }) => (
                <TabsContent key={language} value={language}>
                  <CodeBlock title={name} code={code} />
                </TabsContent>
              ))}
            </Tabs>
          </section>
        ))}
      </div>
    </>
  );
}
