import type { Expression } from '../../../compiler/plan/expression.ts';
import type { ReportedStatement } from '../../../compiler/plan/reported.ts';
import { referenceText, partsOf } from '../../claims/reference.ts';
import { nodesOf } from '../../engines/memory/walk.ts';
import type { Finding, FindingValue } from '../finding.ts';
import { middle } from '../interval.ts';
import type { Paper } from '../paper.ts';
import { possible } from '../printed-condition.ts';
import { type PrintedReference, printedReference } from '../printed-reference.ts';
import type { AuditRule } from '../rule.ts';
import { intervalOfSe } from '../statistics-of-cell.ts';
import { differenceZ } from './no-difference-test.ts';

const CODE = 'claim-vs-table';

/** A sentence of the text, as a condition on the printed cells, holds for some numbers with these digits. */
export const claimVsTable: AuditRule = {
  code: CODE,
  doc: 'What the text says of its tables is true of them.',
  check: (paper) => paper.reported.statements.flatMap((statement) => ofStatement(paper, statement)),
};

type Leaf = Expression & { readonly kind: 'name' | 'reference' };

function ofStatement(paper: Paper, statement: ReportedStatement): readonly Finding[] {
  const lookup = (node: Leaf) => printedReference(paper, node)?.value ?? null;
  if (possible(statement.holds, lookup).true) return [];
  const found = referencesIn(paper, statement.holds);
  const z = differences(statement.holds, paper);
  return [
    {
      code: CODE,
      severity: statement.severity ?? 'inconsistent',
      cells: distinctPlaces([...found.values()]),
      values: {
        ...Object.fromEntries([...found].map(([text, one]) => [text, valueFor(one)])),
        ...(Object.keys(z).length > 0 ? { z } : {}),
      },
      message: `${wordsOf(statement)}The tables say otherwise: ${printedText(found)}.`,
      repair: null,
      span: statement.span,
    },
  ];
}

/** Everything that the condition refers to, by its text. */
function referencesIn(paper: Paper, holds: Expression): ReadonlyMap<string, PrintedReference> {
  const found = new Map<string, PrintedReference>();
  for (const node of nodesOf(holds)) {
    if (node.kind !== 'name' && node.kind !== 'reference') continue;
    const one = printedReference(paper, node);
    if (one) found.set(referenceText(partsOf(node)), one);
  }
  return found;
}

function distinctPlaces(found: readonly PrintedReference[]): Finding['cells'] {
  const places = new Map(found.map(({ place }) => [JSON.stringify(place), place]));
  return [...places.values()];
}

function valueFor({ value, text }: PrintedReference): FindingValue {
  if (text !== null) return text;
  if (value === null || typeof value === 'string') return value;
  return middle(value);
}

function wordsOf({ says, text }: ReportedStatement): string {
  const words = typeof says === 'string' ? says : says ? (Object.values(says)[0] ?? '') : '';
  return words === '' ? `${text}. ` : `${words} (${text}). `;
}

function printedText(found: ReadonlyMap<string, PrintedReference>): string {
  return [...found]
    .map(([text, one]) => {
      const value = valueFor(one);
      return `${text} is ${typeof value === 'number' ? Number(value.toPrecision(3)) : value}`;
    })
    .join(', ');
}

/** z of the difference for each comparison of one row in two columns, for independent estimates. */
function differences(holds: Expression, paper: Paper): Readonly<Record<string, number>> {
  const z: Record<string, number> = {};
  for (const node of nodesOf(holds)) {
    if (node.kind !== 'binary' || !/^[<>]=?$/.test(node.operator)) continue;
    const [a, b] = [node.left, node.right].map((side) =>
      side.kind === 'name' || side.kind === 'reference' ? printedReference(paper, side) : null,
    );
    if (!a?.cell || !b?.cell || a.text === null || b.text === null || a.cell.cell.term !== b.cell.cell.term)
      continue;
    const [seA, seB] = [intervalOfSe(a.cell.cell), intervalOfSe(b.cell.cell)];
    if (!seA || !seB) continue;
    const larger = Number(a.cell.cell.estimate.value) >= Number(b.cell.cell.estimate.value) ? [a, b] : [b, a];
    const [first, second] = larger.map((one) => ({
      cell: one!.cell!.cell,
      se: middle(intervalOfSe(one!.cell!.cell)!),
      id: one!.cell!.column.id,
    }));
    z[`${first!.id}-${second!.id}`] = differenceZ(first!, second!);
  }
  return z;
}
