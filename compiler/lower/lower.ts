import type { CheckedStudy } from '../check/checked.ts';
import { invariant } from '../plan/invariant.ts';
import type { StyleDeclaration } from '../plan/catalog.ts';
import type { Plan } from '../plan/plan.ts';
import { lowerAnalyses } from './analyses.ts';
import { memberNames } from './names.ts';
import { lowerPreparation } from './prepare.ts';
import { stepBook } from './steps.ts';
import { lowerFigures, lowerTables } from './tables.ts';

/**
 * A checked study → the plan: families, splits and variants written out as models, equal steps merged. `sha256` is that
 * of the spec's bytes; `style` sets what tables leave open.
 */
export function lower(checked: CheckedStudy, sha256: string, style: StyleDeclaration): Plan {
  const { spec } = checked;
  invariant(spec.data, 'data, since the check asks for them');
  const book = stepBook();
  const table = lowerPreparation(checked, spec.data, book);
  const analyses = lowerAnalyses(checked, table, book);
  return {
    version: 1,
    study: spec.study.value,
    title: spec.title,
    authors: spec.authors,
    description: spec.description,
    language: spec.language,
    seed: spec.seed?.value ?? null,
    conventions: spec.conventions.value,
    style: style.name,
    spec: { file: fileName(spec.source.file), sha256 },
    steps: book.list(),
    sharing: null,
    table,
    panel: checked.panel,
    variables: spec.variables.map(({ name, levels, ...rest }) => ({
      name: name.value,
      ...rest,
      role: rest.role?.value ?? null,
      levels: levels.map((level) => ({ value: level.value.value, label: level.label })),
    })),
    sets: Object.fromEntries(
      [...checked.sets].map(([name]) => [
        name,
        memberNames([{ value: name, span: spec.study.span }], checked.sets),
      ]),
    ),
    analyses,
    tables: lowerTables(checked, style),
    figures: lowerFigures(checked),
    claims: spec.claims.map((claim) => ({
      id: claim.id.value,
      says: claim.says,
      holds: claim.holds.tree,
      text: claim.holds.text,
      expect: claim.expect,
      span: claim.span,
    })),
  };
}

/** The name without the folder: results must not depend on where the study lies. */
function fileName(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
}
