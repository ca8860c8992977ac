import { isWide } from '../../compiler/plan/display-width.ts';
import { CannotRender } from '../rendering.ts';
import type { Range } from './font-file.ts';
import { findFaces, type FoundFace } from './font-folders.ts';

/** Families for figures, the first that is found; after them any that has the letters. */
const SANS: readonly string[] = [
  ...['Noto Sans CJK SC', 'Noto Sans SC', 'Source Han Sans SC', 'Source Han Sans CN', 'PingFang SC'],
  ...['Hiragino Sans GB', 'Microsoft YaHei', 'SimHei', 'WenQuanYi Micro Hei', 'WenQuanYi Zen Hei'],
  ...['Noto Sans CJK TC', 'Noto Sans CJK JP', 'Noto Sans CJK KR', 'Noto Sans', 'Source Sans 3'],
  ...['Helvetica Neue', 'Helvetica', 'Arial', 'Segoe UI', 'Liberation Sans', 'DejaVu Sans'],
];

/** Families with an italic, for the letters of statistics; fonts of ideographs have none. */
const SLANTED: readonly string[] = [
  ...['Noto Sans', 'Source Sans 3', 'Helvetica Neue', 'Helvetica', 'Arial', 'Segoe UI'],
  ...['Liberation Sans', 'DejaVu Sans'],
];

export const REGULAR = 400;
export const BOLD = 700;

/** What a program that draws text is told. */
export interface ChosenFonts {
  readonly family: string;
  /** A family with an italic face; null where the machine has none. */
  readonly italic: string | null;
  readonly files: readonly string[];
}

/**
 * Fonts for a text: of the folders first, then of the system, so few that no other face can be taken. `strong`: whether
 * some of it is bold. Throws CannotRender where characters are left without a glyph.
 */
export function fontsFor(text: string, folders: readonly string[], strong = true): ChosenFonts {
  const faces = findFaces(folders);
  const upright = ranked(
    faces.filter(({ italic, weight }) => !italic && weight === REGULAR),
    SANS,
  );
  const chosen: FoundFace[] = [];
  const without: string[] = [];
  // Digits and letters are in every figure: the family is one that has them.
  for (const character of new Set(`0aA${printable(text)}`)) {
    const code = character.codePointAt(0)!;
    if (chosen.some((face) => covers(face, code))) continue;
    const face = upright.find((one) => covers(one, code));
    if (face) chosen.push(face);
    else without.push(character);
  }
  if (without.length > 0) throw missing(without.find(isWide) ?? without[0]!);
  const family = chosen[0]!.family;
  const bold = faces.filter((face) => !face.italic && face.weight === BOLD);
  const heavy = strong ? chosen.flatMap((one) => bold.find((face) => face.family === one.family) ?? []) : [];
  const [slanted] = ranked(
    faces.filter((face) => face.italic && face.weight === REGULAR && SLANTED.includes(face.family)),
    SLANTED,
  );
  const all = [...chosen, ...heavy, ...(slanted ? [slanted] : [])];
  return { family, italic: slanted?.family ?? null, files: [...new Set(all.map(({ file }) => file))] };
}

/** Those of named folders first, then by the place of the family in the list, then as found. */
export function ranked(faces: readonly FoundFace[], families: readonly string[]): readonly FoundFace[] {
  const rank = ({ family }: FoundFace): number => families.indexOf(family) + 1 || families.length + 1;
  return [...faces].sort((a, b) => Number(b.named) - Number(a.named) || rank(a) - rank(b));
}

/** Characters without which a text reads the same: spaces, controls, and what only joins or selects. */
export function printable(text: string): string {
  return text.replace(/[\s\p{Cc}\p{Cf}\p{Cs}\p{Z}\p{Mn}]/gu, '');
}

/** Whether a face has a glyph for a code point. */
export function covers(face: FoundFace, code: number): boolean {
  const ranges = coverageOf(face);
  let [low, high] = [0, ranges.length - 1];
  while (low <= high) {
    const middle = (low + high) >> 1;
    const [first, last] = ranges[middle]!;
    if (code < first) high = middle - 1;
    else if (code > last) low = middle + 1;
    else return true;
  }
  return false;
}

const coverages = new Map<string, readonly Range[]>();

function coverageOf(face: FoundFace): readonly Range[] {
  const key = `${face.index} ${face.file}`;
  const ranges = coverages.get(key) ?? face.coverage();
  coverages.set(key, ranges);
  return ranges;
}

/** What is said where no font has a character. */
export function missing(character: string): CannotRender {
  const hint =
    'install a font that has it (Noto Sans CJK has most), or name a folder with one by --fonts DIR';
  if (isWide(character) && !/\p{Extended_Pictographic}/u.test(character)) {
    const message = `no font on this machine has Chinese characters such as ${character}`;
    return new CannotRender('no-cjk-fonts', message, hint);
  }
  const code = character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0');
  return new CannotRender(
    'no-fonts',
    `no font on this machine has the character ${character} (U+${code})`,
    hint,
  );
}
