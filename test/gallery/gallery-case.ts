/** An input that is wrong, or odd but right, and what is asked of it. */
export interface GalleryCase {
  readonly title: string;
  /** Files of the study's folder beside those of `base`, or instead of them; null takes one away. */
  readonly files: Readonly<Record<string, string | Uint8Array | null>>;
  /** `check` unless stated. */
  readonly command?: readonly string[];
  /** Odd but right: its numbers are those of the clean study. */
  readonly right?: true;
}

export interface Family {
  readonly title: string;
  readonly cases: readonly GalleryCase[];
}

const firms = ['A', 'B', 'C', 'D', 'E', 'F'];

/** The rows of the clean data: 6 firms in 5 years, no gap. */
export const rows: readonly string[] = firms.flatMap((firm, i) =>
  [2015, 2016, 2017, 2018, 2019].map((year, t) => {
    const x = (((i + 1) * (t + 2) * 37) % 23) / 4;
    const z = (((i + 3) * (t + 1) * 29) % 19) / 8;
    const y = 1 + 0.5 * x - 0.25 * z + (((i + 2) * (t + 3) * 41) % 17) / 16;
    return `${firm},${year},${y},${x},${z},${i < 3 ? 'east' : 'west'}`;
  }),
);

export const header = 'firm,year,y,x,z,side';

/** A delimited text of lines. */
export const csv = (lines: readonly string[], end = '\n'): string => lines.map((line) => line + end).join('');

export const clean = csv([header, ...rows]);

/** The clean data with one line (1 is the header) exchanged. */
export function withLine(line: number, text: string): string {
  return csv([header, ...rows].map((one, i) => (i === line - 1 ? text : one)));
}

/** The clean data with one more column. */
export function withColumn(name: string, cell: (row: number) => string): string {
  return csv([`${header},${name}`, ...rows.map((row, i) => `${row},${cell(i)}`)]);
}

export const source = 'data: {file: data.csv, panel: {unit: firm, time: year}}';

/** A study of these lines after its name, source and covariance. */
export function study(...lines: readonly string[]): string {
  return ['study: gallery', source, 'defaults: {vcov: HC1}', ...lines, ''].join('\n');
}

export const model = 'analyses: {main: {regress: y ~ x + z}}';

export const base: Readonly<Record<string, string>> = { 'study.yaml': study(model), 'data.csv': clean };

/** A case of a study's text alone. */
export const spec = (title: string, text: string | Uint8Array): GalleryCase => ({
  title,
  files: { 'study.yaml': text },
});

/** A case of the data alone. */
export const data = (
  title: string,
  text: string | Uint8Array,
  extra: Partial<GalleryCase> = {},
): GalleryCase => ({
  title,
  files: { 'data.csv': text },
  command: ['run', '--quiet', '--no-cache', '--format', 'md'],
  ...extra,
});

/** One that is run, of a study's text. */
export const running = (title: string, text: string, files: GalleryCase['files'] = {}): GalleryCase => ({
  title,
  files: { 'study.yaml': text, ...files },
  command: ['run', '--quiet', '--no-cache', '--format', 'md'],
});
