import type { ReportedCell } from '../../../compiler/plan/reported.ts';
import { normalTwoSided } from '../../distributions/index.ts';
import type { Finding } from '../finding.ts';
import { absolute, type Interval } from '../interval.ts';
import { type PrintedMediation, mediationsOf } from '../mediation.ts';
import { placeOf } from '../paper.ts';
import type { AuditRule } from '../rule.ts';
import { intervalOfSe, intervalOfT } from '../statistics-of-cell.ts';

const CODE = 'sobel';
const LEVEL = 0.05;

/**
 * The indirect effect from printed numbers: z = ab / sqrt(b^2 s_a^2 + a^2 s_b^2) (Sobel 1982), with Aroian's and
 * Goodman's terms. Suspicious where a total effect is said to be mediated and no z inside the rounding is significant at
 * 5 %; a note otherwise.
 */
export const sobel: AuditRule = {
  code: CODE,
  doc: 'The indirect effect of a mediation, recomputed from its printed paths, is significant at 5 %.',
  check: (paper) => mediationsOf(paper).flatMap(ofMediation),
};

interface Path {
  readonly estimate: number;
  readonly se: number;
  readonly t: Interval;
}

function pathOf(cell: ReportedCell): Path | null {
  const [se, t] = [intervalOfSe(cell), intervalOfT(cell)];
  if (!se || !t || !Number.isFinite(se.high)) return null;
  const estimate = Number(cell.estimate.value);
  const exact = cell.se ? Number(cell.se.value) : Math.abs(estimate / Number(cell.t!.value));
  return { estimate, se: exact, t: absolute(t) };
}

function ofMediation(mediation: PrintedMediation): readonly Finding[] {
  const [a, b] = [pathOf(mediation.a), pathOf(mediation.b)];
  if (!a || !b) return [];
  const { total, mediator, direct, treatment, name } = mediation;
  const ab = a.estimate * b.estimate;
  const [first, second] = [b.estimate ** 2 * a.se ** 2 + a.estimate ** 2 * b.se ** 2, a.se ** 2 * b.se ** 2];
  const se = Math.sqrt(first);
  const z = ab / se;
  const bounds = zInterval(a.t, b.t);
  const p = normalTwoSided(z);
  const weak = normalTwoSided(bounds.high) > LEVEL;
  const totalEffect = total?.cells.get(treatment);
  const directEffect = direct.cells.get(treatment);
  const share = totalEffect ? ab / Number(totalEffect.estimate.value) : null;
  const implied = !totalEffect && directEffect ? Number(directEffect.estimate.value) + ab : null;
  const pair = [mediator.id, direct.id].join('/');
  return [
    {
      code: CODE,
      severity: weak && totalEffect && mediation.criterion !== null ? 'suspicious' : 'note',
      cells: [placeOf(mediator, mediation.a.row.value), placeOf(direct, mediation.b.row.value)],
      values: {
        ab,
        se,
        z,
        z_interval: [bounds.low, bounds.high],
        p,
        aroian_z: ab / Math.sqrt(first + second),
        goodman_z: first > second ? ab / Math.sqrt(first - second) : null,
        ...(share === null ? {} : { share }),
        ...(implied === null ? {} : { implied_total: implied }),
      },
      message: `The indirect effect of ${treatment} through ${name} (${pair}) is ${ab.toPrecision(4)} with z = ${z.toFixed(2)} (p = ${p.toPrecision(2)})${share === null ? '' : `, ${(100 * share).toFixed(1)} % of the total`}: ${weak ? 'not significant at 5 %' : 'significant at 5 %, or within rounding of it'}.`,
      repair: null,
      span: mediation.b.span,
    },
  ];
}

/** z is 1 / sqrt(1/t_a^2 + 1/t_b^2): it grows with either t. */
function zInterval(a: Interval, b: Interval): Interval {
  const z = (ta: number, tb: number): number =>
    ta === 0 || tb === 0 ? 0 : 1 / Math.sqrt(ta ** -2 + tb ** -2);
  return { low: z(a.low, b.low), high: z(a.high, b.high) };
}
