import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Metafile } from 'esbuild';

/**
 * The licence texts of every package of which code is in the bundle, by name: their terms ask that they travel with it.
 * Throws where a package has none.
 */
export function bundledLicences(...metafiles: readonly Metafile[]): string {
  const inputs = metafiles.flatMap((metafile) => Object.keys(metafile.inputs));
  const folders = new Set(inputs.flatMap((input) => packageFolder(input) ?? []));
  const texts = [...folders].sort().map((folder) => {
    const { name, version, license } = JSON.parse(
      readFileSync(join(folder, 'package.json'), 'utf8'),
    ) as Manifest;
    return `${name} ${version} (${license})\n\n${licenceText(folder).trim()}\n`;
  });
  return `The files in this folder hold code of these packages.\n\n${texts.join(`\n${'-'.repeat(72)}\n\n`)}`;
}

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly license: string;
}

/** `node_modules/@noble/hashes/esm/sha2.js` → `node_modules/@noble/hashes`; null for our own files. */
function packageFolder(input: string): string | null {
  return /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input)?.[0] ?? null;
}

function licenceText(folder: string): string {
  const file = readdirSync(folder).find((name) => /^(licen[cs]e|copying)/i.test(name));
  if (file === undefined || !existsSync(join(folder, file))) {
    const readme = readdirSync(folder).find((name) => /^readme/i.test(name));
    const section = readme && /#+ *licen[cs]e[\s\S]*/i.exec(readFileSync(join(folder, readme), 'utf8'))?.[0];
    if (section) return section;
    throw new Error(`${folder} has no licence text`);
  }
  return readFileSync(join(folder, file), 'utf8');
}
