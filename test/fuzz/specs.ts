import { damaged } from './formulas.ts';
import type { Choices } from './random.ts';

const pieces = [
  ...[
    ': ',
    ':',
    '- ',
    '#',
    ' #',
    '{',
    '}',
    '[',
    ']',
    ',',
    '"',
    "'",
    '|',
    '>',
    '&a ',
    '*a',
    '!t ',
    '<<: *a',
    '? ',
  ],
  ...[
    '\n',
    '\n\n',
    '  ',
    '\t',
    '\r\n',
    '---\n',
    '...\n',
    '%YAML 1.1\n',
    '\0',
    '\u0085',
    '\u2028',
    '\ufeff',
    '\ud800',
  ],
  ...[
    'null',
    '~',
    'true',
    'no',
    '0x1F',
    '1e400',
    '-1',
    '3.10',
    '.inf',
    '{}',
    '[]',
    '""',
    '{a: {a: {a: {a: 1}}}}',
  ],
  ...[
    'vcov: HC1',
    'vcov: robust',
    '{cluster: city}',
    'split: city',
    'where: x > 0',
    'regress: y ~ x',
    'of: a.1@b',
  ],
  ...[
    '__proto__',
    'constructor',
    'study',
    'data',
    'analyses',
    'claims',
    'reported',
    'sets',
    'prepare',
    'join',
  ],
  ...[
    'y ~ x | city',
    'log(x',
    'a.1.x.estimate',
    '`',
    'factor(year)',
    'i(year, ref=2014)',
    '中文',
    '，',
    '：',
    '～',
  ],
];

/** One of the studies with lines and pieces removed, doubled, moved, indented otherwise or put in. */
export function mutatedSpec(bases: readonly string[], choices: Choices): string {
  const { chance, below, pick } = choices;
  const lines = pick(bases).split('\n');
  for (let left = 1 + below(3); left > 0; left -= 1) {
    const at = below(lines.length);
    const other = below(lines.length);
    const line = lines[at]!;
    const changes: readonly (() => void)[] = [
      () => lines.splice(at, 1),
      () => lines.splice(other, 0, line),
      () => lines.splice(at, 1 + below(4)),
      () => lines.splice(other, 0, ...lines.slice(at, at + 1 + below(6))),
      () => lines.splice(at, 1, chance(0.5) ? `  ${line}` : line.replace(/^ {1,2}/, '')),
      () => lines.splice(at, 1, damaged(line, choices, pieces)),
      () => lines.splice(at, 1, swapped(line, choices)),
      () => lines.splice(at, 1, line.replace(/: .*$/, `: ${pick(pieces)}`)),
    ];
    pick(changes)();
    if (lines.length === 0) lines.push('');
  }
  const text = lines.join('\n');
  return chance(0.3) ? damaged(text, choices, pieces) : text;
}

/** Two words of a line exchanged: often a name where a key was, or the other way round. */
function swapped(line: string, { below }: Choices): string {
  const words = [...line.matchAll(/[\p{L}\p{N}_]+/gu)];
  if (words.length < 2) return line;
  const a = words[below(words.length)]!;
  const b = words[below(words.length)]!;
  const [first, second] = a.index <= b.index ? [a, b] : [b, a];
  const between = line.slice(first.index + first[0].length, second.index);
  const after = line.slice(second.index + second[0].length);
  return first === second ? line : line.slice(0, first.index) + second[0] + between + first[0] + after;
}
