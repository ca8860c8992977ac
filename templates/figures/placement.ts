/** A horizontal stretch of the plot in pixels. */
export type Stretch = readonly [from: number, to: number];

/** Room that a label keeps to what it must not touch. */
const MARGIN = 10;

export interface Places {
  /** Left end of the legend inside the plot, or null: it stands above. */
  readonly legend: number | null;
  /** Side of its line on which the label of the true estimate stands, or `above`. */
  readonly label: 'left' | 'right' | 'above';
  /** Right end of the label of the threshold. */
  readonly threshold: number;
}

/**
 * Where labels touch neither the distribution nor the line of the true estimate. `plot`: the plot; `cloud`: what the
 * distribution covers; `line`: the true estimate; widths of the three labels.
 */
export function placesOf(
  plot: Stretch,
  cloud: Stretch,
  line: number,
  widths: { readonly legend: number; readonly label: number; readonly threshold: number },
): Places {
  const gaps = gapsBetween(plot, [cloud, [line, line]]);
  const widest = gaps.reduce<Stretch>(
    (best, gap) => (gap[1] - gap[0] > best[1] - best[0] ? gap : best),
    [0, 0],
  );
  const inside = widest[1] - widest[0] >= widths.legend + 2 * MARGIN;
  const leftRoom = line - (cloud[1] <= line ? cloud[1] : plot[0]);
  const rightRoom = (cloud[0] >= line ? cloud[0] : plot[1]) - line;
  const clear = line <= cloud[0] || line >= cloud[1];
  const fits = (room: number): boolean => clear && room >= widths.label + 2 * MARGIN;
  const last = gaps.at(-1) ?? plot;
  const roomy = last[1] === plot[1] && last[1] - last[0] >= widths.threshold + 2 * MARGIN;
  return {
    legend: inside ? (widest[0] + widest[1] - widths.legend) / 2 : null,
    label: fits(leftRoom) ? 'left' : fits(rightRoom) ? 'right' : 'above',
    threshold: (roomy ? plot[1] : widest[1]) - 6,
  };
}

/** What is left of the plot between stretches, which may overlap. */
function gapsBetween(plot: Stretch, taken: readonly Stretch[]): readonly Stretch[] {
  const sorted = [...taken].sort((a, b) => a[0] - b[0]);
  const gaps: Stretch[] = [];
  let from = plot[0];
  for (const [start, end] of sorted) {
    if (start > from) gaps.push([from, start]);
    from = Math.max(from, end);
  }
  return plot[1] > from ? [...gaps, [from, plot[1]]] : gaps;
}
