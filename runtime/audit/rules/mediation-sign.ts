import type { ReportedCell } from '../../../compiler/plan/reported.ts';
import type { Finding } from '../finding.ts';
import { type PrintedMediation, mediationsOf, sharesSample } from '../mediation.ts';
import { holds, type Identity, identitiesOf, impliedValue } from '../mediation-identity.ts';
import { placeOf } from '../paper.ts';
import type { AuditRule } from '../rule.ts';

const CODE = 'mediation-sign';

/**
 * Where the identities of a mediation fail as printed: the fewest lost minus signs that make all of them hold. The
 * identity of the constant and the controls makes the signs of a and b known, which their product alone does not.
 */
export const mediationSign: AuditRule = {
  code: CODE,
  doc: 'Minus signs lost from a mediation are found by the identities that they break.',
  check: (paper) => mediationsOf(paper).filter(sharesSample).flatMap(ofMediation),
};

/** Cells that lost their sign, and what they are called. */
interface Change {
  readonly cells: readonly (readonly [column: string, cell: ReportedCell])[];
}

function ofMediation(mediation: PrintedMediation): readonly Finding[] {
  const { a, b, mediator, direct } = mediation;
  const identities = identitiesOf(mediation);
  if (identities.length < 2 || identities.every((identity) => holds(identity, b))) return [];
  const repairs = changes(mediation).filter((change) => mends(change, identities, b));
  const fewest = Math.min(...repairs.map(({ cells }) => cells.length));
  const best = repairs.filter(({ cells }) => cells.length === fewest);
  if (best.length !== 1) return [];
  const turned = new Set(best[0]!.cells.map(([, cell]) => cell));
  const others = repairs.filter((change) => change !== best[0]);
  const value = (cell: ReportedCell): number => Number(cell.estimate.value) * (turned.has(cell) ? -1 : 1);
  const names = namesOf(best[0]!);
  return [
    {
      code: CODE,
      severity: 'inconsistent',
      cells: best[0]!.cells.map(([column, cell]) =>
        placeOf(column === mediator.id ? mediator : direct, cell.row.value),
      ),
      values: {
        a: value(a),
        b: value(b),
        ...Object.fromEntries(
          identities.map((identity) => [identity.total.row.value, impliedValue(identity, b, turned)]),
        ),
        other_ways: others.map(namesOf),
      },
      message: `All ${identities.length} identities of the mediation hold when the sign of ${names} is the other one.${others.length > 0 ? ` So they do with ${others.map(namesOf).join('; or with ')}, which takes more changes.` : ''}`,
      repair: `the other sign for ${names}`,
      span: best[0]!.cells[0]![1].span,
    },
  ];
}

/** a and b alone and together; single cells; and every sign of the mediator equation but that of a. */
function changes({ a, b, mediator, direct }: PrintedMediation): readonly Change[] {
  const ofA = [mediator.id, a] as const;
  const ofB = [direct.id, b] as const;
  const rest = [...mediator.cells.values()].filter((cell) => cell !== a);
  const singles = [
    ...rest.map((cell) => [mediator.id, cell] as const),
    ...[...direct.cells.values()].filter((cell) => cell !== b).map((cell) => [direct.id, cell] as const),
  ];
  return [
    { cells: [ofA] },
    { cells: [ofB] },
    ...singles.map((one) => ({ cells: [one] })),
    { cells: [ofA, ofB] },
    { cells: rest.map((cell) => [mediator.id, cell] as const) },
  ].filter(({ cells }) => cells.length > 0);
}

function mends({ cells }: Change, identities: readonly Identity[], b: ReportedCell): boolean {
  const turned = new Set(cells.map(([, cell]) => cell));
  return identities.every((identity) => holds(identity, b, turned));
}

function namesOf({ cells }: Change): string {
  const names = cells.map(([column, cell]) => `${cell.row.value} in ${column}`);
  return names.length === 1 ? names[0]! : `${names.slice(0, -1).join(', ')} and ${names[names.length - 1]}`;
}
