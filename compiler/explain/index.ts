import { audit } from './audit.ts';
import { auditCells } from './audit-cells.ts';
import { auditClaims } from './audit-claims.ts';
import { auditDescriptives } from './audit-descriptives.ts';
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
import { verify } from './verify.ts';
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
  ...found(audit),
  ...found(auditDescriptives),
  ...found(auditCells),
  ...found(auditClaims),
  ...verify,
  ...files,
  ...runs,
  ...rendering,
};

/** Explanations of findings: their examples are printed numbers. */
function found(of: Explanations): Explanations {
  return Object.fromEntries(
    Object.entries(of).map(([code, one]) => [
      code,
      { severity: 'finding' as const, ...one, form: 'printed' as const },
    ]),
  );
}
