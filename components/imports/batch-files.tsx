import { Card, CardHeader } from "@/components/ui/card";
import { ForeignText } from "@/components/ui/foreign-text";
import { formatBytes, formatInteger } from "@/components/ui/format";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import type { BatchFile } from "@/lib/contracts/chunk";
import { counted } from "./batch-words";

/** The files of a request that had several, with the numbers that their records have in the batch. */
export function BatchFiles({ files }: { files: readonly BatchFile[] }) {
  return (
    <Card className="mt-6">
      <CardHeader title="Files" description={`${counted(files.length, "file")} came in one request`} />
      <Table label="Files">
        <TableHeader>
          <TableRow>
            <TableHead>File</TableHead>
            <TableHead>Format</TableHead>
            <TableHead numeric>Records</TableHead>
            <TableHead numeric>Numbers in the batch</TableHead>
            <TableHead numeric>Size</TableHead>
          </TableRow>
        </TableHeader>
        <TableBody>
          {files.map((file) => (
            <TableRow key={`${file.name} ${file.firstRecord}`}>
              <TableCell className="min-w-40 break-all font-medium">
                <ForeignText text={file.name} />
              </TableCell>
              <TableCell className="uppercase">{file.format}</TableCell>
              <TableCell numeric>{formatInteger(file.records)}</TableCell>
              <TableCell numeric>
                {file.records === 0
                  ? "none"
                  : `${formatInteger(file.firstRecord)}–${formatInteger(file.firstRecord + file.records - 1)}`}
              </TableCell>
              <TableCell numeric>{formatBytes(file.bytes)}</TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Card>
  );
}
