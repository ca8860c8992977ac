import { isWide } from '../../compiler/plan/display-width.ts';
import { BOLD, covers, missing, printable, ranked, REGULAR } from '../fonts/choose-fonts.ts';
import { findFaces, type FoundFace } from '../fonts/font-folders.ts';
import { brought, type Faces, type Family, type Kind, type Names, usualFaces } from '../typst/faces.ts';

/** The families of a document, and the files that hold them. */
export interface DocumentFonts {
  readonly faces: Faces;
  readonly files: readonly string[];
}

/**
 * Fonts for a text set in all three kinds: the first family of the usual ones that is found, those of the named folders
 * first; then whatever has the characters that are left. Throws CannotRender where a character has no glyph.
 */
export function documentFonts(text: string, folders: readonly string[]): DocumentFonts {
  const all = findFaces(folders);
  // The signs of verdicts are in what the compiler brings, which every list ends with.
  const characters = [...new Set(printable(text).replace(/[✓✗]/g, ''))];
  const chains = (['serif', 'sans', 'mono'] as const).map((kind) => chain(kind, characters, all));
  const [serif, sans, mono] = chains;
  const used = new Set(chains.flat().map(({ name }) => name));
  const files = all.filter(
    ({ family, weight }) => used.has(family) && (weight === REGULAR || weight === BOLD),
  );
  return {
    faces: { serif: serif!, sans: sans!, mono: mono! },
    files: [...new Set(files.map(({ file }) => file))],
  };
}

/** Letters that the fonts of the compiler itself have: Latin, Greek, Cyrillic, signs of statistics. */
const BROUGHT = /^[\u0020-\u024f\u0370-\u03ff\u0400-\u045f\u2010-\u2027\u2032\u2033\u2212]$/;

function chain(kind: Kind, characters: readonly string[], all: readonly FoundFace[]): readonly Family[] {
  const upright = all.filter(({ italic, weight }) => !italic && weight === REGULAR);
  const names = usualFaces[kind];
  const latin = usual(upright, names, 'latin', 'a');
  const ideograph = characters.find(isWide);
  const cjk = ideograph === undefined ? undefined : usual(upright, names, 'cjk', ideograph);
  const chosen = [...(latin ? [latin] : []), ...(cjk ? [cjk] : [])];
  const others = ranked(upright, [
    ...names.cjk,
    ...names.latin,
    ...usualFaces.sans.cjk,
    ...usualFaces.sans.latin,
  ]);
  for (const character of characters) {
    const code = character.codePointAt(0)!;
    if (chosen.some((face) => covers(face, code)) || (!latin && BROUGHT.test(character))) continue;
    const other = others.find((face) => covers(face, code));
    if (!other) throw missing(character);
    chosen.push(other);
  }
  const first: Family = { name: latin?.family ?? brought[kind], latin: true };
  const rest = chosen.filter((face) => face !== latin).map(({ family }) => ({ name: family, latin: false }));
  const last: Family = { name: brought.mono, latin: false };
  return [first, ...rest, last];
}

/** The preferred family of the usual ones that has a letter. */
function usual(
  upright: readonly FoundFace[],
  names: Names,
  script: keyof Names,
  letter: string,
): FoundFace | undefined {
  const known = upright.filter(({ family }) => names[script].includes(family));
  return ranked(known, names[script]).find((face) => covers(face, letter.codePointAt(0)!));
}
