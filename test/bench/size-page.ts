import { CONTRAST } from './size-designs.ts';
import type { Measured } from './size.ts';

/** The page of the figures, in Markdown. */
export function page(measured: readonly Measured[], replications: number, level: number): string {
  const error = (rate: number, of: number): number => Math.sqrt((rate * (1 - rate)) / of);
  const percent = (share: number): string => (100 * share).toFixed(1);
  const lines = measured.flatMap(({ design, rows }) => [
    '',
    `**${design.says.charAt(0).toUpperCase()}${design.says.slice(1)}.**`,
    '',
    '| test | rejects, % | |',
    '| --- | ---: | --- |',
    ...rows.map(({ test, unlike, rejected, of }) => {
      const rate = rejected / of;
      const apart = Math.abs(rate - level) / error(level, of);
      const figure = `${apart.toFixed(1)} Monte-Carlo errors from ${percent(level)}`;
      const verdict = [...(unlike === CONTRAST ? [] : [figure]), ...(unlike === null ? [] : [unlike])].join(
        '; ',
      );
      return `| ${test} | ${percent(rate)} | ${verdict} |`;
    }),
  ]);
  return `${[
    '# Size of tests',
    '',
    `How often tests reject at ${percent(level)} % what is true: ${replications} data sets a design, each run as a whole study, with 199`,
    `draws a placebo or permutation and 399 a wild bootstrap. The Monte-Carlo error of a rate is ${percent(error(level, replications))} points. Written by`,
    '`npm run bench:size`, which takes some minutes and is no part of the tests; where a test draws, its p has steps of 1/200, so that',
    'an exact one rejects at exactly 5 %.',
    ...lines,
  ].join('\n')}\n`;
}
