import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { optionalPackage } from '../optional-package.ts';

/** Where the sources seem to lie; nothing is read from there or written. */
const ROOT = resolve('/studyc');
const MAIN = 'report.typ';

/**
 * Typst sources by their paths, `report.typ` the main one, as a PDF without a date. fonts: files. Throws CannotRender
 * where the package that compiles is not installed.
 */
export async function compilePdf(
  sources: ReadonlyMap<string, string>,
  fonts: readonly string[],
): Promise<Uint8Array> {
  const { NodeCompiler } = await optionalPackage(
    '@myriaddreamin/typst-ts-node-compiler',
    'PDF',
    () => import('@myriaddreamin/typst-ts-node-compiler'),
  );
  const fontBlobs = fonts.map((file) => readFileSync(file));
  const compiler = NodeCompiler.create({ workspace: ROOT, fontArgs: [{ fontBlobs }] });
  for (const [path, source] of sources) compiler.mapShadow(resolve(ROOT, path), Buffer.from(source));
  const compiled = compiler.compile({ mainFilePath: resolve(ROOT, MAIN) });
  const document = compiled.result;
  if (!document) {
    const faults: readonly unknown[] = compiled.takeError()?.shortDiagnostics ?? [];
    throw new Error(`Typst refuses what studyc wrote: ${JSON.stringify(faults)}`);
  }
  return new Uint8Array(compiler.pdf(document, { creationTimestamp: 0 }));
}
