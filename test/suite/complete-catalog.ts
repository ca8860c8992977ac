import { contract } from '../../compiler/parse/schema/words.ts';
import type { Catalog, TestDeclaration } from '../../compiler/plan/catalog.ts';
import { modelTestFor } from '../../runtime/diagnostics/index.ts';
import { toyCatalog } from './catalog.ts';

const declared = (names: readonly string[]) => names.map((name) => ({ name, doc: `${name}.` }));

/** What a test is for: as declared where it runs, else as the language has it. */
function factsOf(name: string): Partial<TestDeclaration> {
  const {
    name: _,
    doc: __,
    ...facts
  } = modelTestFor(name)?.declaration ?? { name, doc: '', ...ofInstruments };
  return facts;
}

const ofInstruments = { needs: ['instruments'], weights: true } as const;

/** Everything that the language has, as if all of it ran: for the checks that stand behind a refusal. */
export const completeCatalog: Catalog = {
  ...toyCatalog,
  estimators: declared(contract.estimators).map((one) => ({
    ...one,
    maximumFixed: one.name === 'logit' || one.name === 'probit' ? 0 : 100,
    weights: true,
    takes: ['instruments', 'slopes'] as const,
  })),
  vcovs: [
    ...declared(contract.vcovNames).map((one) => ({ ...one, form: 'name' as const })),
    ...declared(contract.vcovColumns).map((one) => ({
      ...one,
      form: 'columns' as const,
      parts: ['several', 'combined'] as const,
    })),
    ...declared(contract.vcovOptions).map((one) => ({
      ...one,
      form: 'options' as const,
      parts: ['combined', 'bca', 'webb'] as const,
    })),
  ],
  conventions: declared(contract.conventions),
  derivedModels: declared(['first', 'margins']),
  modelTests: declared(contract.modelTests).map((one) => ({ ...one, ...factsOf(one.name) })),
  hypotheses: declared(['zero', 'equation']),
  comparisons: declared(contract.comparisons),
  mediationTests: declared(contract.mediationTests),
  tableStatistics: declared(contract.tableStatistics),
  figures: declared(contract.figures),
};
