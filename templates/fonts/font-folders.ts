import { type Dirent, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { type Face, facesOf } from './font-file.ts';

/** Where the fonts of the machine are, those of its user last. */
function systemFolders(): readonly string[] {
  const home = homedir();
  switch (process.platform) {
    case 'win32':
      return [
        join(process.env['WINDIR'] ?? 'C:\\Windows', 'Fonts'),
        join(process.env['LOCALAPPDATA'] ?? join(home, 'AppData', 'Local'), 'Microsoft', 'Windows', 'Fonts'),
      ];
    case 'darwin':
      return ['/System/Library/Fonts', '/Library/Fonts', join(home, 'Library', 'Fonts')];
    default:
      return [
        '/usr/share/fonts',
        '/usr/local/share/fonts',
        join(home, '.local', 'share', 'fonts'),
        join(home, '.fonts'),
      ];
  }
}

/** Folders of fonts may lie in one another no deeper. */
const DEEPEST = 6;

/** Font files of a folder and those below it, by name; none where it cannot be read. */
function filesBelow(folder: string, depth = 0): readonly string[] {
  let entries: Dirent[];
  try {
    entries = readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  return entries.flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return depth < DEEPEST ? filesBelow(path, depth + 1) : [];
    return /\.(ttf|otf|ttc|otc)$/i.test(entry.name) ? [path] : [];
  });
}

/** A face, and whether its file lies in a folder that the reader named. */
export interface FoundFace extends Face {
  readonly named: boolean;
}

const found = new Map<string, readonly FoundFace[]>();

/** Every face in the folders, then those of the system; read once a run. */
export function findFaces(folders: readonly string[]): readonly FoundFace[] {
  const key = folders.join('\n');
  const known = found.get(key);
  if (known) return known;
  const seen = new Set<string>();
  const faces = [
    ...folders.map((one) => [one, true] as const),
    ...systemFolders().map((one) => [one, false] as const),
  ]
    .flatMap(([folder, named]) => filesBelow(folder).map((file) => ({ file, named })))
    .filter(({ file }) => !seen.has(file) && seen.add(file))
    .flatMap(({ file, named }) => facesOf(file).map((face) => ({ ...face, named })));
  found.set(key, faces);
  return faces;
}
