import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { optionalPackage } from '../optional-package.ts';
import { CannotRender } from '../rendering.ts';

/** Where the sources seem to lie; nothing is read from there or written. */
const ROOT = resolve('/studyc');
const MAIN = 'report.typ';

/**
 * Typst sources by their paths, `report.typ` the main one, as a PDF without a date. fonts: files. Throws CannotRender
 * where the package that compiles is not installed, and where a
 * layout of the study makes what is no Typst.
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
    throw new CannotRender(
      'typst-refuses',
      `Typst refuses what is to be set as PDF: ${faults.map((one) => JSON.stringify(one)).join('; ')}`,
      'look at the layouts of the study for Typst; if it has none, this is a mistake in studyc',
    );
  }
  return new Uint8Array(compiler.pdf(document, { creationTimestamp: 0 }));
}
