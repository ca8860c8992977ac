import type { DiagnosticRecord, ModelRecord } from '../../runtime/results/results.ts';
import { type Account, relative } from './account.ts';
import type { Ran, Spec } from './studies.ts';
import { toleranceOfP } from './test-records.ts';

/** Tests of residuals, and measures of the regressors, that R's record of a model holds, by R's names. */
const ofResiduals: Readonly<Record<string, string>> = {
  breusch_pagan_koenker: 'breusch-pagan',
  breusch_pagan_original: 'breusch-pagan-original',
  white_fitted: 'white',
  reset_fitted_2_3: 'reset',
  durbin_watson: 'durbin-watson',
  jarque_bera: 'jarque-bera',
  condition_number: 'condition-number',
  vif: 'vif',
};

/** Tests of a panel by R's names, and whether the model that R took them of absorbs the unit. */
const ofPanels: Readonly<Record<string, readonly [test: string, absorbs: boolean]>> = {
  hausman: ['hausman', false],
  hausman_auxiliary: ['hausman-auxiliary', false],
  F_individual: ['f-individual', false],
  F_twoway_vs_pooled: ['f-twoways', false],
  F_time_given_individual: ['f-time', true],
  lm_breusch_pagan_individual: ['lm-individual', false],
  lm_honda_individual: ['lm-honda', false],
  lm_twoway_bp: ['lm-twoways', false],
  breusch_godfrey_fe: ['breusch-godfrey', true],
  wooldridge_fe_serial: ['wooldridge', true],
  pesaran_cd_fe: ['pesaran-cd', true],
};

/** A test as R prints it: `df` one number, two of F, or none. */
interface ReferenceTest {
  readonly statistic: number;
  readonly df?: number | readonly number[] | null;
  readonly p: number | null;
  readonly skewness?: number;
  readonly kurtosis?: number;
  /** Why R has none. */
  readonly error?: string;
}

type Diagnosed = Readonly<Record<string, unknown>>;

/** The tests that the record of a reference model holds. */
export function diagnosticsOf(model: Diagnosed): readonly string[] {
  return [
    ...Object.entries((model['diagnostics'] ?? {}) as object).flatMap(([key, expected]) =>
      // Of a single regressor there is no vif.
      expected === null ? [] : [ofResiduals[key]!],
    ),
    ...(model['F_effects'] ? ['f-individual'] : []),
  ];
}

/** Compares the tests that the record of a reference model holds, but those left out. */
export function compareDiagnostics(
  book: Account,
  path: string,
  model: Diagnosed,
  actual: ModelRecord,
  without: readonly string[],
): void {
  const { diagnostics = {} } = actual;
  for (const [key, expected] of Object.entries((model['diagnostics'] ?? {}) as object)) {
    if (without.includes(key)) continue;
    compareOne(book, `${path}.diagnostics.${key}`, expected, diagnostics[ofResiduals[key]!]);
  }
  const effects = model['F_effects'] as Readonly<Record<'F' | 'df1' | 'df2' | 'p', number>> | undefined;
  if (!effects) return;
  const found = diagnostics['f-individual']!;
  book.compare(`${path}.F_effects.F`, found.statistic, relative(effects.F));
  book.compare(`${path}.F_effects.df1`, found.df, 0);
  book.compare(`${path}.F_effects.df2`, found.df2, 0);
  book.compare(`${path}.F_effects.p`, found.p, toleranceOfP(found, effects.p));
}

function compareOne(book: Account, path: string, expected: unknown, found?: DiagnosticRecord): void {
  if (expected === null) book.compare(path, found?.statistic, 0);
  else if (path.endsWith('.vif')) {
    const terms = found?.['terms'] as Readonly<Record<string, { readonly vif: number }>> | undefined;
    for (const [term, vif] of Object.entries(expected as Readonly<Record<string, number>>)) {
      book.compare(`${path}.${term}`, terms?.[term]?.vif, relative(vif));
    }
  } else if (typeof expected === 'number') book.compare(path, found?.statistic, relative(expected));
  else compareTest(book, path, expected as ReferenceTest, found!);
}

function compareTest(book: Account, path: string, expected: ReferenceTest, found: DiagnosticRecord): void {
  book.compare(`${path}.statistic`, found.statistic, relative(expected.statistic));
  book.compare(`${path}.p`, found.p, toleranceOfP(found, expected.p));
  const { df } = expected;
  if (typeof df === 'number') book.compare(`${path}.df`, found.df, 0);
  else if (df === null) book.compare(`${path}.df`, found.df, 0);
  else
    df?.forEach((_, i) => {
      book.compare(`${path}.df[${i}]`, i === 0 ? found.df : found.df2, 0);
    });
  for (const key of ['skewness', 'kurtosis'] as const) {
    if (expected[key] !== undefined)
      book.compare(`${path}.${key}`, found[key] as number, relative(expected[key]));
  }
}

/** The two analyses of which R's tests of a panel are: `regress` without effects, and with those of the unit. */
export function panelTestAnalyses(regress: string, unit: string): Record<string, Spec> {
  const asked = (absorbs: boolean): string[] =>
    Object.values(ofPanels).flatMap(([test, its]) => (its === absorbs ? [test] : []));
  const common = { vcov: 'iid', conventions: 'plm' };
  return {
    tests_pooled: { regress, diagnostics: asked(false), ...common },
    tests_fixed: { regress: `${regress} | ${unit}`, diagnostics: asked(true), ...common },
  };
}

/** Compares R's tests of a panel, `tests` of a file, with those two analyses. */
export function comparePanelTests(
  book: Account,
  path: string,
  tests: Readonly<Record<string, ReferenceTest>>,
  ran: Ran,
): void {
  for (const [key, expected] of Object.entries(tests)) {
    // R's own formula of the regression form does not take logarithms.
    if (expected.error !== undefined) continue;
    const [test, absorbs] = ofPanels[key]!;
    const found = ran.model(absorbs ? 'tests_fixed.1' : 'tests_pooled.1').diagnostics?.[test];
    compareTest(book, `${path}.${key}`, expected, found!);
  }
}
