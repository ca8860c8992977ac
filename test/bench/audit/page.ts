import type { Mutation } from './mutations.ts';

/** How many errors of a kind were made, and how many seen, also by rule. */
export interface Power {
  readonly mutation: Mutation;
  readonly made: number;
  readonly seen: number;
  readonly byRule: ReadonlyMap<string, number>;
}

interface Clean {
  readonly study: string;
  readonly codes: readonly string[];
}

const share = (part: number, whole: number): string =>
  whole === 0 ? '—' : `${((100 * part) / whole).toFixed(1)} %`;

/** The page of docs: true tables, then each kind of error. */
export function page(
  measured: readonly Power[],
  clean: readonly Clean[],
  { trials, seed }: { readonly trials: number; readonly seed: number },
): string {
  return [
    '# What the audit sees',
    '',
    `True tables, computed by studyc from the data of ${clean.map(({ study }) => study).join(', ')} and printed with three`,
    `decimals (t with two), get one error each: ${trials} of every kind, drawn with seed ${seed}. Seen is what raises a`,
    'finding above a note that the true table does not. Written by `npm run bench:audit`, which is no part of the tests.',
    '',
    'Findings above a note on the true tables:',
    ...clean.map(({ study, codes }) => `- ${study}: ${codes.length === 0 ? 'none' : codes.join(', ')}`),
    '',
    '| error | seen | by |',
    '| --- | ---: | --- |',
    ...measured.map(({ mutation, made, seen, byRule }) => {
      const rules = [...byRule].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
      const text = rules.map(([code, count]) => `${code} ${share(count, made)}`).join(', ');
      return `| ${mutation.name}${mutation.promised ? ' (95 % promised)' : ''} | ${share(seen, made)} | ${text} |`;
    }),
    '',
  ].join('\n');
}
