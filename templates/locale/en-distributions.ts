import { italic, rich, toRich } from '../document/rich.ts';
import type { DistributionWords } from './distribution-words.ts';
import { count, sentences } from './en-words.ts';

export const distributionWords: DistributionWords = {
  title: 'Distributions of the variables',
  density: toRich('Density'),
  counts: (counts) => rich`${italic('n')} = ${counts.map(count).join('; ')}`,
  description: (variables, groups) => {
    const split = groups > 0 ? `, by ${count(groups)} groups` : '';
    return `Histograms and kernel densities of ${count(variables)} variable${variables === 1 ? '' : 's'}${split}.`;
  },
  notes: (groups) =>
    sentences([
      toRich(
        groups > 0
          ? 'Bars are the histogram of all groups together, lines the Gaussian kernel densities of each'
          : 'Bars are histograms, lines Gaussian kernel densities',
      ),
      toRich("bandwidths by Silverman's rule; the area under bars, and under each line, is one"),
    ]),
};
