/**
 * Figures: the density, the axes, and labels that do not collide. Tolerance of the density's integral: the grid ends
 * three bandwidths from the extremes, which leaves at most Φ(-3) = 0.00135 at either end; the trapezoid rule on 160
 * points of a smooth curve adds less than 0.0003. So 0.003.
 */
import { describe, expect, it } from 'vitest';
import type { DensityFigure } from '../../../templates/document/document.ts';
import { axis, axisName } from '../../../templates/figures/axes.ts';
import { bandwidth, kernelDensity, normalDensity } from '../../../templates/figures/density.ts';
import { renderFigure } from '../../../templates/svg/figure.ts';
import { placesOf, type Stretch } from '../../../templates/figures/placement.ts';

const figure: DensityFigure = {
  ...{ kind: 'figure', draw: 'density', id: 'figure1', number: 1, source: '' },
  ...{
    title: [{ text: 'Placebo' }],
    caption: [{ text: 'Figure 1. Placebo' }],
    captionLines: [[{ text: 'Figure 1. Placebo' }]],
    description: 'What it shows.',
  },
  estimates: [-0.02, -0.01, 0, 0.01, 0.03],
  normal: { mean: 0.002, sd: 0.0192 },
  p: [0.6, 0.8, 1, 0.8, 0.4],
  actual: { value: 0.5, printed: '0.500', source: 'placebo.actual.estimate' },
  words: {
    ...{
      normal: [{ text: 'Normal' }],
      density: [{ text: 'Density' }],
      p: [{ text: 'p', style: 'italic' }],
      x: [{ text: 'Estimate' }],
    },
    ...{ actual: [{ text: 'True' }], threshold: [{ text: 'p = 0.10' }], rightAxis: [{ text: 'p' }] },
  },
  ...{ lead: [], notes: [] },
} as DensityFigure;

describe('density', () => {
  it('has Silverman’s bandwidth', () => {
    // sd 2.5 ^ 0.5 = 1.58114; quartiles 2 and 4, IQR / 1.34 = 1.49254; 0.9 · 1.49254 · 5 ^ -0.2 = 0.97360
    expect(bandwidth([1, 2, 3, 4, 5])).toBeCloseTo(0.9736, 4);
    expect(bandwidth([0, 0, 0, 0, 0, 0, 0, 5])).toBeGreaterThan(0);
    expect([bandwidth([]), bandwidth([1]), bandwidth([2, 2, 2])]).toEqual([0, 0, 0]);
  });

  it('and its figure bear more draws than a call may have arguments', () => {
    const many = Array.from({ length: 200_000 }, (_, i) => Math.sin(i) / 10);
    const svg = renderFigure({ ...figure, estimates: many, p: many.slice(0, 100).map(Math.abs) }, 'en');
    // One circle a point, and the one of the legend.
    expect(svg.match(/<circle/g)).toHaveLength(101);
  });

  it('integrates to one', () => {
    const points = kernelDensity(Array.from({ length: 50 }, (_, i) => Math.sin(i)));
    expect(points.length).toBe(160);
    const area = points
      .slice(1)
      .reduce((sum, [x, y], i) => sum + ((x - points[i]![0]) * (y + points[i]![1])) / 2, 0);
    expect(Math.abs(area - 1)).toBeLessThan(0.003);
  });

  it('stands beside the normal of the same mean and spread, which the legend names', () => {
    const { mean, sd } = figure.normal!;
    // Φ'(0) = 1 / √(2π); Φ'(1) is e^(-1/2) of that.
    expect(normalDensity({ mean, sd }, mean) * sd).toBeCloseTo(0.3989422804014327, 12);
    expect(normalDensity({ mean, sd }, mean - sd) * sd).toBeCloseTo(0.24197072451914337, 12);
    const svg = renderFigure(figure, 'en');
    expect(svg.match(/<path/g)).toHaveLength(2);
    expect(svg).toContain('>Normal</text>');
  });

  it('is not drawn where there is no spread', () => {
    expect(kernelDensity([1, 1, 1])).toEqual([]);
    expect(renderFigure({ ...figure, normal: null, estimates: [1, 1], p: [0.5, 0.5] }, 'en')).not.toContain(
      '<path',
    );
    expect(renderFigure({ ...figure, estimates: [], p: [] }, 'en')).not.toMatch(/NaN|Infinity/);
  });
});

describe('axes', () => {
  it('end at steps beyond the data, with ticks at round numbers', () => {
    const { scale, labels } = axis(-0.17, 0.81, [0, 100], 6, 2);
    expect(scale.domain().map((x) => Number(x.toFixed(9)))).toEqual([-0.2, 0.9]);
    expect(labels).toEqual(['−0.2', '0.0', '0.2', '0.4', '0.6', '0.8']);
  });

  it('take out a power of ten of very small and very large numbers', () => {
    const small = axis(-2e-7, 8e-7, [0, 100], 6, 1);
    expect(small.labels).toEqual(['−2', '0', '2', '4', '6', '8']);
    expect(axisName([{ text: 'x' }], small).slice(1)).toEqual([
      { text: ' (×10' },
      { text: '−7', style: 'sup' },
      { text: ')' },
    ]);
    expect(axis(0, 250_000, [0, 100], 5, 1).exponent).toBe(5);
  });
});

describe('placement', () => {
  const plot: Stretch = [64, 616];
  const widths = { legend: 110, label: 100, threshold: 46 };

  it('puts the legend between distribution and estimate, on whichever side that is', () => {
    const right = placesOf(plot, [80, 260], 550, widths);
    expect(right).toMatchObject({ label: 'left' });
    expect(right.legend).toBeGreaterThan(260);
    expect(right.legend! + widths.legend).toBeLessThan(550);
    const left = placesOf(plot, [420, 600], 130, widths);
    expect(left).toMatchObject({ label: 'right' });
    expect(left.legend).toBeGreaterThan(130);
    expect(left.legend! + widths.legend).toBeLessThan(420);
  });

  it('puts both above where the distribution fills the plot', () => {
    expect(placesOf(plot, [70, 600], 300, widths)).toMatchObject({ legend: null, label: 'above' });
  });

  it('keeps every label off distribution and line, wherever they are', () => {
    const touching: string[] = [];
    for (let from = 64; from <= 560; from += 8) {
      for (let line = 64; line <= 616; line += 8) {
        const cloud: Stretch = [from, Math.min(616, from + 120)];
        const { legend, label, threshold } = placesOf(plot, cloud, line, widths);
        const labels: Stretch[] = [
          ...(legend === null ? [] : [[legend, legend + widths.legend] as const]),
          ...(label === 'left' ? [[line - 7 - widths.label, line - 7] as const] : []),
          ...(label === 'right' ? [[line + 7, line + 7 + widths.label] as const] : []),
          [threshold - widths.threshold, threshold],
        ];
        const hits = labels.some(
          ([a, b]) => (a < cloud[1] && b > cloud[0]) || (a < line && b > line) || a < 64 || b > 616,
        );
        if (hits) touching.push(`${from} ${line}`);
      }
    }
    expect(touching).toEqual([]);
  });
});

describe('a figure', () => {
  it('reaches the true estimate and names it', () => {
    const svg = renderFigure(figure, 'en');
    expect(svg).toContain('>True 0.500</text>');
    const [, x] = /<line x1="([\d.]+)"[^>]*stroke="#9b2226"/.exec(svg)!;
    expect(Number(x)).toBeGreaterThan(64);
    expect(Number(x)).toBeLessThan(616);
  });

  it('holds no more than two decimals in any coordinate', () => {
    expect(
      renderFigure(figure, 'en')
        .match(/\d\.\d{3,}(?!<)/g)
        ?.filter((text) => text !== '0.500') ?? [],
    ).toEqual([]);
  });

  it('escapes what it is given', () => {
    const svg = renderFigure(
      { ...figure, id: 'a"><b', title: [{ text: '<script>&' }], description: '</desc>' },
      '"x',
    );
    expect(svg).toContain('<title id="a---b-title">&lt;script&gt;&amp;</title>');
    expect(svg).toContain('&lt;/desc&gt;');
    expect(svg).toContain('xml:lang="&quot;x"');
  });
});
