import type { Reported } from '../../compiler/plan/reported.ts';
import { type Finding, severities } from './finding.ts';
import { paperOf } from './paper.ts';
import type { AuditRule } from './rule.ts';
import { bhatiaDavis } from './rules/bhatia-davis.ts';
import { descriptiveOrder } from './rules/descriptive-order.ts';
import { claimVsTable } from './rules/claim-vs-table.ts';
import { domain } from './rules/domain.ts';
import { fittedRange } from './rules/fitted-range.ts';
import { grim } from './rules/grim.ts';
import { meanPoint } from './rules/mean-point.ts';
import { normalisation } from './rules/normalisation.ts';
import { simpleSlope } from './rules/simple-slope.ts';
import { ciVsSe } from './rules/ci-vs-se.ts';
import { duplicateCell } from './rules/duplicate-cell.ts';
import { duplicateColumn } from './rules/duplicate-column.ts';
import { estimateVsT } from './rules/estimate-vs-t.ts';
import { fVsR2 } from './rules/f-vs-r2.ts';
import { impliedSe } from './rules/implied-se.ts';
import { r2Monotone } from './rules/r2-monotone.ts';
import { repeatedStatistic } from './rules/repeated-statistic.ts';
import { sameModel } from './rules/same-model.ts';
import { sameModelDifferentNumber } from './rules/same-model-different-number.ts';
import { signBVsT } from './rules/sign-b-vs-t.ts';
import { header } from './rules/header.ts';
import { legend } from './rules/legend.ts';
import { mediationCriterion } from './rules/mediation-criterion.ts';
import { mediationIdentity } from './rules/mediation-identity.ts';
import { mediationSign } from './rules/mediation-sign.ts';
import { sobel } from './rules/sobel.ts';
import { noDifferenceTest } from './rules/no-difference-test.ts';
import { partition } from './rules/partition.ts';
import { partitionSum } from './rules/partition-sum.ts';
import { sampleArithmetic } from './rules/sample-arithmetic.ts';
import { starsReference } from './rules/stars-reference.ts';
import { starsVsT } from './rules/stars-vs-t.ts';
import { sumOfRows } from './rules/sum-of-rows.ts';
import { testNotApplicable } from './rules/test-not-applicable.ts';
import { unreported } from './rules/unreported.ts';

/** Every rule, in the order of the language reference. */
export const auditRules: readonly AuditRule[] = [
  sampleArithmetic,
  partition,
  partitionSum,
  descriptiveOrder,
  domain,
  normalisation,
  bhatiaDavis,
  grim,
  sumOfRows,
  starsVsT,
  starsReference,
  signBVsT,
  estimateVsT,
  ciVsSe,
  sameModel,
  sameModelDifferentNumber,
  duplicateCell,
  duplicateColumn,
  repeatedStatistic,
  r2Monotone,
  fVsR2,
  impliedSe,
  legend,
  simpleSlope,
  meanPoint,
  fittedRange,
  mediationIdentity,
  mediationSign,
  mediationCriterion,
  sobel,
  claimVsTable,
  header,
  unreported,
  noDifferenceTest,
  testNotApplicable,
];

/** Judges printed numbers by themselves: no data. Findings from the gravest, then by their place in the file. */
export function audit(reported: Reported): readonly Finding[] {
  const paper = paperOf(reported);
  const findings = auditRules.flatMap((rule) => rule.check(paper));
  const rank = (one: Finding): number => severities.indexOf(one.severity);
  return findings
    .map((finding, i) => ({ finding, i }))
    .sort(
      (a, b) => rank(a.finding) - rank(b.finding) || a.finding.span.start - b.finding.span.start || a.i - b.i,
    )
    .map(({ finding }) => finding);
}
