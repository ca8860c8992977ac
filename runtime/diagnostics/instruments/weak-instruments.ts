import type { DiagnosticRecord } from '../../results/results.ts';
import { fTest, type ModelTest, noTest } from '../diagnostic.ts';

/**
 * The F of the excluded instruments in each first stage, by the model's vcov; the statistic is the smallest. Staiger &
 * Stock (1997); AER's summary of ivreg.
 */
export const weakInstruments: ModelTest = {
  declaration: {
    name: 'weak-instruments',
    doc: "F of the instruments in the first stage, by the model's vcov; of several first stages the smallest.",
    needs: ['instruments'],
    weights: true,
  },
  run: ({ model }) => {
    const found: (readonly [string, DiagnosticRecord])[] = [];
    for (const { outcome, fit } of model.record.derived.first) {
      const [df, df2 = null] = fit.f_df ?? [];
      if (fit.f === null || df === undefined || df2 === null) {
        return noTest(`the joint F of the instruments in the first stage of ${outcome} does not exist`);
      }
      found.push([outcome, fTest(fit.f, df, df2)]);
    }
    const smallest = found.reduce((least, one) => (one[1].statistic! < least[1].statistic! ? one : least));
    return found.length === 1 ? smallest[1] : { ...smallest[1], terms: Object.fromEntries(found) };
  },
};
