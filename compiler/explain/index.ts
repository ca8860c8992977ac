import { coding } from './coding.ts';
import { data } from './data.ts';
import type { Explanations } from './explanation.ts';
import { expressions } from './expressions.ts';
import { files } from './files.ts';
import { formulas } from './formulas.ts';
import { models } from './models.ts';
import { names } from './names.ts';
import { references } from './references.ts';
import { prose } from './prose.ts';
import { rendering } from './rendering.ts';
import { reported } from './reported.ts';
import { risks } from './risks.ts';
import { runs } from './runs.ts';
import { settings } from './settings.ts';
import { sources } from './sources.ts';
import { structure } from './structure.ts';
import { templates } from './templates.ts';
import { yaml } from './yaml.ts';

/** Every explanation, by code, in the order of a study. */
export const explanations: Explanations = {
  ...yaml,
  ...structure,
  ...settings,
  ...data,
  ...sources,
  ...names,
  ...expressions,
  ...formulas,
  ...coding,
  ...models,
  ...references,
  ...risks,
  ...prose,
  ...templates,
  ...reported,
  ...files,
  ...runs,
  ...rendering,
};
