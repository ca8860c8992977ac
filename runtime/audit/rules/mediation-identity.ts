import type { Finding } from '../finding.ts';
import { type PrintedMediation, mediationsOf, sharesSample } from '../mediation.ts';
import { holds, type Identity, identitiesOf, impliedValue } from '../mediation-identity.ts';
import { placeOf } from '../paper.ts';
import type { AuditRule } from '../rule.ts';

const CODE = 'mediation-identity';

/** With the same rows and controls, each coefficient of the total model is its direct one plus b times the mediator's. */
export const mediationIdentity: AuditRule = {
  code: CODE,
  doc: 'In a mediation on one sample, total = direct + a b for the treatment, each control and the constant.',
  check: (paper) => mediationsOf(paper).filter(sharesSample).flatMap(ofMediation),
};

function ofMediation(mediation: PrintedMediation): readonly Finding[] {
  const { b, total, mediator, direct } = mediation;
  const identities = identitiesOf(mediation);
  const wrong = identities.filter((identity) => !holds(identity, b));
  if (wrong.length === 0) return [];
  const text = wrong.map(
    (identity) =>
      `${identity.total.row.value} ${impliedValue(identity, b).toFixed(4)} for ${identity.total.estimate.text}`,
  );
  return [
    {
      code: CODE,
      severity: 'inconsistent',
      cells: [
        ...[total!, mediator, direct].flatMap((column) =>
          wrong.map(({ term }) => placeOf(column, column.cells.get(term)!.row.value)),
        ),
        placeOf(direct, b.row.value),
      ],
      values: Object.fromEntries(
        identities.map((identity) => [identity.total.row.value, impliedValue(identity, b)]),
      ),
      message: `direct + b x mediator equation is not the total for ${wrong.length} of ${identities.length} terms: ${text.join(', ')}.`,
      repair: wrong.length === 1 && identities.length > 2 ? repairOf(wrong[0]!, mediation) : null,
      span: wrong[0]!.total.span,
    },
  ];
}

/** Where a single term fails, the one of its three cells that a sign alone would mend; else what the total should be. */
function repairOf(identity: Identity, { b, total, mediator, direct }: PrintedMediation): string | null {
  const places = [
    [identity.total, total!.id],
    [identity.path, mediator.id],
    [identity.direct, direct.id],
  ] as const;
  const signs = places.filter(([cell]) => holds(identity, b, new Set([cell])));
  if (signs.length === 1) return `the sign of ${identity.total.row.value} in ${signs[0]![1]}`;
  const decimals = identity.total.estimate.value.split('.')[1]?.length ?? 0;
  return signs.length === 0
    ? `${impliedValue(identity, b).toFixed(decimals)} for ${identity.total.row.value} in ${total!.id}, if the other two are right`
    : null;
}
