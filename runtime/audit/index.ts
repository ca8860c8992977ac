import type { Reported } from '../../compiler/plan/reported.ts';
import { type Finding, severities } from './finding.ts';
import { paperOf } from './paper.ts';
import type { AuditRule } from './rule.ts';
import { starsVsT } from './rules/stars-vs-t.ts';

/** Every rule, in the order of the language reference. */
export const auditRules: readonly AuditRule[] = [starsVsT];

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
