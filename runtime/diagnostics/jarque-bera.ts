import { power } from '../engines/memory/power.ts';
import { mean } from '../linalg/sums.ts';
import { residualsOf } from './auxiliary.ts';
import { chiSquared, type ModelTest } from './diagnostic.ts';

/** n/6 (S2 + (K - 3)2 / 4) of the residuals' skewness and kurtosis (Jarque & Bera 1980). */
export const jarqueBera: ModelTest = {
  declaration: {
    name: 'jarque-bera',
    doc: "Jarque and Bera's test that the residuals are normal.",
    of: ['ols', 'between', 'first-difference'],
  },
  run: ({ model }) => {
    const residuals = residualsOf(model);
    if ('kind' in residuals) return residuals;
    const centre = mean(residuals);
    const moment = (order: number): number => mean(residuals.map((e) => power(e - centre, order)));
    const variance = moment(2);
    const skewness = moment(3) / (variance * Math.sqrt(variance));
    const kurtosis = moment(4) / variance ** 2;
    const statistic = (residuals.length / 6) * (skewness ** 2 + (kurtosis - 3) ** 2 / 4);
    return { ...chiSquared(statistic, 2), skewness, kurtosis };
  },
};
