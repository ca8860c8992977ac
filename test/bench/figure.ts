/** Seconds against rows on two logarithmic axes, a line a kind of work. */
interface Point {
  readonly rows: number;
  readonly seconds: number;
}

const [WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM] = [640, 400, 60, 190, 20, 50];
const STYLES = ['', '6 3', '2 3', '8 3 2 3'];

/** Of the logarithms between two points. */
export function slopeOf(from: Point, to: Point): number {
  return Math.log(to.seconds / from.seconds) / Math.log(to.rows / from.rows);
}

export function growthFigure(points: readonly (Point & { readonly line: string })[]): string {
  const decades = (values: readonly number[]): readonly [number, number] => [
    Math.floor(Math.log10(Math.min(...values))),
    Math.ceil(Math.log10(Math.max(...values))),
  ];
  const [x0, x1] = decades(points.map(({ rows }) => rows));
  const [y0, y1] = decades(points.map(({ seconds }) => seconds));
  const x = (rows: number): number => LEFT + ((Math.log10(rows) - x0) / (x1 - x0)) * (WIDTH - LEFT - RIGHT);
  const y = (seconds: number): number =>
    HEIGHT - BOTTOM - ((Math.log10(seconds) - y0) / (y1 - y0)) * (HEIGHT - TOP - BOTTOM);
  const ticks = (from: number, to: number): readonly number[] =>
    Array.from({ length: to - from + 1 }, (_, i) => from + i);
  const grid = [
    ...ticks(x0, x1).map((d) => gridLine(x(10 ** d), HEIGHT - BOTTOM, x(10 ** d), TOP)),
    ...ticks(y0, y1).map((d) => gridLine(LEFT, y(10 ** d), WIDTH - RIGHT, y(10 ** d))),
  ];
  const labels = [
    ...ticks(x0, x1).map((d) => text(x(10 ** d), HEIGHT - BOTTOM + 18, 'middle', power(d))),
    ...ticks(y0, y1).map((d) => text(LEFT - 8, y(10 ** d) + 4, 'end', power(d))),
    text((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 10, 'middle', 'rows'),
    `<text transform="translate(16 ${(TOP + HEIGHT - BOTTOM) / 2}) rotate(-90)" text-anchor="middle">seconds</text>`,
  ];
  const lines = [...new Set(points.map(({ line }) => line))].map((line, i) => {
    const own = points.filter((one) => one.line === line);
    const path = own.map(({ rows, seconds }) => `${x(rows).toFixed(1)},${y(seconds).toFixed(1)}`).join(' ');
    const dash = STYLES[i % STYLES.length]!;
    const stroke = `fill="none" stroke="#000" stroke-width="1.5"${dash && ` stroke-dasharray="${dash}"`}`;
    const key = TOP + 10 + 20 * i;
    const from = WIDTH - RIGHT + 12;
    return `<polyline points="${path}" ${stroke}/><polyline points="${from},${key} ${from + 30},${key}" ${stroke}/>${text(from + 36, key + 4, 'start', line)}`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="sans-serif" font-size="12">
<title>Seconds against rows, both logarithmic</title>
<rect width="100%" height="100%" fill="#fff"/>
${[...grid, ...labels, ...lines].join('\n')}
</svg>
`;
}

const gridLine = (x1: number, y1: number, x2: number, y2: number): string =>
  `<line x1="${x1.toFixed(1)}" y1="${y1.toFixed(1)}" x2="${x2.toFixed(1)}" y2="${y2.toFixed(1)}" stroke="#ddd"/>`;

const text = (x: number, y: number, anchor: string, words: string): string =>
  `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" text-anchor="${anchor}">${words}</text>`;

/** 10 to a power, its exponent raised. */
const power = (exponent: number): string =>
  `10<tspan dy="-5" font-size="9">${exponent < 0 ? `−${-exponent}` : exponent}</tspan>`;
