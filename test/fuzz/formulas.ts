import type { Choices } from './random.ts';

const names = ['y', 'x', 'z', 'w', 'city', 'year', 'industry', '技术', '人口', 'Controls', 'Nested', '`a b`'];
const functions = ['log', 'exp', 'I', 'factor', 'lag', 'i', 'l', 'f', 'd', 'abs', 'mean', 'ln', 'c'];
const families = ['sw', 'sw0', 'csw', 'csw0'];
const numbers = ['0', '1', '2', '-1', '3.5', '1e3', '.5', '20', '1:3', '1e999', '007'];
const nasty = [
  ...[
    '~',
    '|',
    '~ |',
    '||',
    '+',
    '-',
    '*',
    ':',
    '^',
    '^^',
    '(',
    ')',
    '[',
    ']',
    '{',
    '}',
    ',',
    ',,',
    '=',
    '==',
  ],
  ...[
    '`',
    "'",
    '"',
    '@',
    '.',
    '..',
    '#',
    '##',
    '%in%',
    'i.x',
    'c.x#c.z',
    'L2.x',
    'D.y',
    '\\',
    '\n',
    '\t',
    '\0',
  ],
  ...['（', '）', '，', '～', '＋', '“x”', '\u200b', '\u00a0', '\ud800', '𝒙', 'é', 'é', '__proto__'],
  ...[
    'constructor',
    'toString',
    'missing',
    'and',
    'or',
    'not',
    'in',
    'in [1, 2]',
    "in {a, 'b'}",
    '<',
    '>=',
    '!',
  ],
];

const operands = [
  ...[
    'x',
    '1',
    '-2.5',
    '"a"',
    "'b'",
    '[1, 2]',
    "['a', 'b']",
    '{1, 2}',
    '1..3',
    '[1..3]',
    'missing',
    'true',
    '2014-01-01',
  ],
  ...['base.1.x.estimate', 'a.1.n', 'd.rows.x.mean', '`a b`', 'a.1@east.x.p', '-x^2', '1e308'],
];

/** The text of a formula: mostly of the language, and in two cases of five damaged in one to four places. */
export function randomFormula(choices: Choices): string {
  const text = formula(choices);
  return choices.chance(0.4) ? damaged(text, choices) : text;
}

/** The text of an expression over columns or results, damaged likewise. */
export function randomExpression(choices: Choices): string {
  const { chance, pick } = choices;
  const comparison = (): string =>
    `${expression(choices, 3)}${pick([' > ', ' == ', ' != ', ' <= ', ' in ', ' not in ', ' + '])}${pick(operands)}`;
  const parts = several(choices, 3, () => (chance(0.6) ? comparison() : expression(choices, 3)));
  const text = parts.reduce((sum, one) => `${sum}${pick([' and ', ' or ', ' and not ', ' - '])}${one}`);
  return chance(0.4) ? damaged(text, choices) : text;
}

function formula(choices: Choices): string {
  const { chance, pick } = choices;
  const left = chance(0.1)
    ? `c(${several(choices, 3, () => expression(choices, 1)).join(', ')})`
    : expression(choices, 1);
  const fixed = chance(0.3) ? ` | ${several(choices, 3, () => effect(choices)).join(' + ')}` : '';
  const instruments = chance(0.1) ? ` | ${pick(names)} ~ ${terms(choices, 1)}` : '';
  return `${left}${pick([' ~ ', '~', '  ~\n'])}${terms(choices, 3)}${fixed}${instruments}`;
}

function terms(choices: Choices, depth: number): string {
  const signs = [' + ', ' + ', ' + ', ' - ', '+'];
  return several(choices, 4, () => term(choices, depth)).reduce(
    (sum, one) => `${sum}${choices.pick(signs)}${one}`,
  );
}

function term(choices: Choices, depth: number): string {
  const { pick, below } = choices;
  const inner = (): string => term(choices, depth - 1);
  if (depth === 0) return pick(names);
  switch (below(12)) {
    case 0:
      return `${inner()}:${inner()}`;
    case 1:
      return `${inner()} * ${inner()}`;
    case 2:
      return `(${terms(choices, depth - 1)})`;
    case 3:
      return `(${terms(choices, depth - 1)})^${pick(['2', '3', '1', '21', 'x'])}`;
    case 4:
    case 5:
      return `${pick(families)}(${several(choices, 3, inner).join(', ')})`;
    case 6:
      return call(choices, depth - 1);
    case 7:
      return `i(${pick(names)}${pick(['', ', x', ", ref='a'", ', ref=-1', ', ref = x'])})`;
    case 8:
      return `${pick(['l', 'f', 'd'])}(${pick(names)}${pick(['', ', 1', ', 1:3', ', -1', ', x', ', 3:1', ', 1:1e9'])})`;
    case 9:
      return pick(numbers);
    default:
      return pick(names);
  }
}

function effect({ pick, chance }: Choices): string {
  const one = chance(0.2) ? `${pick(names)}[${pick(names)}]` : pick(names);
  return chance(0.2) ? `${one}^${pick(names)}` : one;
}

function expression(choices: Choices, depth: number): string {
  const { pick, below } = choices;
  if (depth === 0) return pick(choices.chance(0.7) ? names : numbers);
  const inner = (): string => expression(choices, depth - 1);
  switch (below(6)) {
    case 0:
      return call(choices, depth);
    case 1:
      return `(${inner()}${pick([' + ', ' / ', '^', ' - ', '*', ' == ', ' and '])}${inner()})`;
    default:
      return pick(names);
  }
}

function call(choices: Choices, depth: number): string {
  const { pick, chance } = choices;
  const list = several(choices, 3, () => expression(choices, Math.max(0, depth - 1)));
  const named = chance(0.2) ? [`${pick(['k', 'by', 'ref', 'digits', '__proto__'])}=${pick(numbers)}`] : [];
  return `${pick(functions)}(${[...list, ...named].join(', ')})`;
}

/** One to `most`, more often few. */
function several<T>({ unit }: Choices, most: number, make: () => T): readonly T[] {
  const count = 1 + Math.floor(unit() ** 2 * most);
  return Array.from({ length: count }, make);
}

/** A text with one to four pieces removed, doubled, exchanged or put in. */
export function damaged(text: string, choices: Choices, pieces: readonly string[] = nasty): string {
  const { below, pick } = choices;
  let out = text;
  for (let left = 1 + below(4); left > 0; left -= 1) {
    const at = below(out.length + 1);
    const end = Math.min(out.length, at + 1 + below(4));
    const changes: readonly (() => string)[] = [
      () => out.slice(0, at) + out.slice(end),
      () => out.slice(0, at) + pick(pieces) + out.slice(at),
      () => out.slice(0, at) + pick(pieces) + out.slice(end),
      () => out.slice(0, end) + out.slice(at),
      () => out.slice(0, at),
    ];
    out = pick(changes)();
  }
  return out;
}
