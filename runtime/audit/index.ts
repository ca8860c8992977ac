import type { Reported } from '../../compiler/plan/reported.ts';
import { type Finding, severities } from './finding.ts';
import { paperOf } from './paper.ts';
import type { AuditRule } from './rule.ts';
import { header } from './rules/header.ts';
import { legend } from './rules/legend.ts';
import { noDifferenceTest } from './rules/no-difference-test.ts';
import { partition } from './rules/partition.ts';
import { partitionSum } from './rules/partition-sum.ts';
import { sampleArithmetic } from './rules/sample-arithmetic.ts';
import { starsReference } from './rules/stars-reference.ts';
import { starsVsT } from './rules/stars-vs-t.ts';
import { testNotApplicable } from './rules/test-not-applicable.ts';
import { unreported } from './rules/unreported.ts';

/** Every rule, in the order of the language reference. */
export const auditRules: readonly AuditRule[] = [
  sampleArithmetic,
  partition,
  partitionSum,
  starsVsT,
  starsReference,
  legend,
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
