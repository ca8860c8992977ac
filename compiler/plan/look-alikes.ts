/**
 * Characters that a reader takes for one another, by group; the first stands for the group. Our own selection of what
 * comes up in names of columns and keys: Latin against Cyrillic and Greek, digits against letters, Chinese characters
 * against one another and against katakana. Wide and compatibility forms need no entry: Unicode normalisation (NFKC)
 * makes them equal.
 */
const groups: readonly string[] = [
  ...['aаα', 'cс', 'dԁ', 'eе', 'hһ', 'iі', 'jј', 'oоο', 'pрρ', 'qԛ', 'sѕ', 'vν', 'wԝ', 'xхχ', 'yуγ'],
  ...['AАΑ', 'BВΒ', 'CС', 'EЕΕ', 'HНΗ', 'JЈ', 'KКΚ', 'MМΜ', 'NΝ', 'PРΡ', 'SЅ', 'TТΤ', 'XХΧ', 'YУΥ', 'ZΖ'],
  ...['0OОΟ', '1lIІΙ'],
  ...[
    '口囗ロ',
    '日曰',
    '己已巳',
    '土士',
    '未末',
    '人入',
    '力カ',
    '工エ',
    '二ニ',
    '八ハ',
    '夕タ',
    '卜ト',
    '一ー',
  ],
];

const representative: ReadonlyMap<string, string> = new Map(
  groups.flatMap((group) => [...group].map((sign) => [sign, [...group][0]!] as const)),
);

/** Characters without a width: joiners, direction marks, the soft hyphen, the byte-order mark, variation selectors. */
const invisible = /[\u00AD\u061C\u180E\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]|\u034F|[\uFE00-\uFE0F]/u;

/** What a reader sees of a word: equal for two words that look alike. */
export function skeleton(word: string): string {
  return [...word.normalize('NFKC')]
    .filter((sign) => !invisible.test(sign))
    .map((sign) => representative.get(sign) ?? sign)
    .join('');
}

/**
 * In which character two different words differ that look alike, as a sentence: `The second character differs: 囗
 * (U+56D7), 口 (U+53E3).` Null where the words can be told apart by sight.
 */
export function lookAlike(word: string, known: string): string | null {
  if (word === known || skeleton(word) !== skeleton(known)) return null;
  const hidden = [...word].findIndex((sign) => invisible.test(sign));
  if (hidden >= 0) {
    const sign = codePoint([...word][hidden]!);
    return `It holds an invisible character: the ${ordinal(hidden)} one is ${sign}.`;
  }
  if (word.normalize('NFC') === known.normalize('NFC')) {
    return 'The same characters are encoded in two ways here: an accent is part of its letter, or stands after it.';
  }
  const [written, meant] = [[...word], [...known]];
  const at = written.findIndex((sign, i) => sign !== meant[i]);
  return `The ${ordinal(at)} character differs: ${named(written[at])}, ${named(meant[at])}.`;
}

function named(sign: string | undefined): string {
  if (sign === undefined) return 'none';
  const seen = /^[\p{Z}\p{M}]$/u.test(sign) || invisible.test(sign) ? '' : `${sign} `;
  return seen === '' ? codePoint(sign) : `${seen}(${codePoint(sign)})`;
}

function codePoint(sign: string): string {
  return `U+${sign.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`;
}

const ordinals = [
  'first',
  'second',
  'third',
  'fourth',
  'fifth',
  'sixth',
  'seventh',
  'eighth',
  'ninth',
  'tenth',
];

/** 0 is the first. */
function ordinal(index: number): string {
  const number = index + 1;
  if (number <= ordinals.length) return ordinals[index]!;
  const teen = number % 100 >= 11 && number % 100 <= 13;
  return `${number}${teen ? 'th' : (['th', 'st', 'nd', 'rd'][number % 10] ?? 'th')}`;
}
