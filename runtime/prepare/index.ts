import { derive } from './derive.ts';
import { dropMissing } from './drop-missing.ts';
import { filter } from './filter.ts';
import { interpolate } from './interpolate.ts';
import { join } from './join.ts';
import { normalize } from './normalize.ts';
import { rename } from './rename.ts';
import type { PreparationStep } from './step.ts';
import { winsorize } from './winsorize.ts';

/** The verbs of preparation, one line each. */
export const steps: readonly PreparationStep[] = [
  derive,
  interpolate,
  normalize,
  winsorize,
  filter,
  rename,
  join,
  dropMissing,
];
