import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** A scope on npm whose packages hold fonts as TrueType files; those of Noto have Chinese. */
const SCOPE = join('node_modules', '@expo-google-fonts');

/**
 * Folders of font packages that are installed beside a study or above it: `npm install @expo-google-fonts/noto-serif-sc`.
 * The nearest first.
 */
export function fontPackages(folder: string): readonly string[] {
  const above = dirname(folder);
  const here = packagesIn(join(folder, SCOPE));
  return above === folder ? here : [...here, ...fontPackages(above)];
}

function packagesIn(scope: string): readonly string[] {
  try {
    return readdirSync(scope)
      .sort()
      .map((name) => join(scope, name));
  } catch {
    return [];
  }
}
