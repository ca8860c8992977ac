import type { ModelReference } from './study.ts';

const NAME = /^[\p{XID_Start}_]\p{XID_Continue}*$/u;

/** Whether a word is a plain name: a Unicode identifier without a dot. */
export function isName(word: string): boolean {
  return NAME.test(word);
}

/**
 * `ANALYSIS[.NAME][.NUMBER][@GROUP]` → its parts, or null where the text has another form; what follows from a model,
 * `.first` or `.margins`, may also stand after its group. A part that is neither a plain name nor a whole number stands
 * in backticks.
 */
export function parseReference(text: string): ModelReference | null {
  const part = '(?:`((?:[^`]|``)+)`|([^`.@\\s]+))';
  const pattern = new RegExp(
    `^${part}((?:\\.${part})*)(?:@${part}((?:\\.(?:first|margins)(?:\\.${part})*)?))?$`,
    'u',
  );
  const match = pattern.exec(text);
  if (!match) return null;
  const parts = [plain(match[1]) ?? match[2]!];
  const rest = match[3]! + (match[8] ?? '');
  for (const inner of rest.matchAll(new RegExp(`\\.${part}`, 'gu'))) parts.push(plain(inner[1]) ?? inner[2]!);
  const bare = [match[2], ...bareParts(rest), match[7]].filter((one) => one !== undefined);
  if (!bare.every((one) => isName(one) || /^\d+$/.test(one))) return null;
  return { text, parts, group: plain(match[6]) ?? match[7] ?? null };
}

/** What stands between backticks; a backtick within is written twice. */
function plain(quoted: string | undefined): string | undefined {
  return quoted?.replaceAll('``', '`');
}

function bareParts(rest: string): readonly string[] {
  return rest
    .replaceAll(/`(?:[^`]|``)+`/g, '')
    .split('.')
    .filter((one) => one !== '');
}
