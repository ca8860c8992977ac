import type { Catalog } from '../compiler/plan/catalog.ts';
import { comparisons } from '../runtime/comparisons/index.ts';
import { conventions } from '../runtime/conventions/index.ts';
import { descriptiveStatistics } from '../runtime/describe/statistics.ts';
import { modelTests } from '../runtime/diagnostics/index.ts';
import { engines } from '../runtime/engines/index.ts';
import { functions } from '../runtime/engines/memory/functions/index.ts';
import { derivedDeclarations } from '../runtime/estimators/derived.ts';
import { estimators } from '../runtime/estimators/index.ts';
import { hypothesisForms } from '../runtime/inference/hypothesis-forms.ts';
import { indirectTests } from '../runtime/inference/indirect-tests.ts';
import { steps } from '../runtime/prepare/index.ts';
import { sources } from '../runtime/sources/index.ts';
import { analysisVerbs } from '../runtime/steps/verbs.ts';
import { covariances } from '../runtime/vcov/index.ts';
import {
  figureDeclarations,
  languageDeclarations,
  tableStatistics,
} from '../templates/document/declarations.ts';
import { formats } from '../templates/index.ts';
import { styles } from '../templates/styles/index.ts';

const named = ({ name, doc }: { readonly name: string; readonly doc: string }) => ({ name, doc });

/** Everything that the registries offer, as the compiler may know it. */
export const catalog: Catalog = {
  verbs: analysisVerbs,
  sources: sources.map((source) => source.declaration),
  engines,
  steps: steps.map((step) => step.declaration),
  functions: functions.map((entry) => entry.declaration),
  estimators: estimators.map((estimator) => estimator.declaration),
  vcovs: covariances.map((covariance) => covariance.declaration),
  conventions: conventions.map(named),
  derivedModels: derivedDeclarations,
  modelTests: modelTests.map((test) => test.declaration),
  hypotheses: hypothesisForms,
  comparisons: comparisons.map((comparison) => comparison.declaration),
  describeStatistics: descriptiveStatistics.map(named),
  mediationTests: indirectTests.map(named),
  tableStatistics,
  figures: figureDeclarations,
  formats: formats.map((format) => format.declaration),
  styles: styles.map((style) => style.declaration),
  languages: languageDeclarations,
};
