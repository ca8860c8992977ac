/** The font families of a document by what they set, the preferred first. */
export interface Faces {
  readonly serif: readonly string[];
  readonly sans: readonly string[];
  readonly mono: readonly string[];
}

/** Whether ideographs set the text of a language. */
export function isCjk(language: string): boolean {
  return /^(zh|ja|ko)\b/.test(language);
}

/** Families of the usual systems. `latin` sets Latin letters and digits, `cjk` Chinese, Japanese and Korean. */
export const usualFaces = {
  serif: {
    latin: [
      ...['Times New Roman', 'TeX Gyre Termes', 'Nimbus Roman', 'Tinos', 'Liberation Serif'],
      ...['STIX Two Text', 'Noto Serif', 'DejaVu Serif'],
    ],
    cjk: [
      ...[
        'Noto Serif CJK SC',
        'Noto Serif SC',
        'Source Han Serif SC',
        'Source Han Serif CN',
        'SimSun',
        'NSimSun',
      ],
      ...['Songti SC', 'STSong', 'FandolSong', 'AR PL UMing CN', 'AR PL SungtiL GB'],
    ],
  },
  sans: {
    latin: [
      ...['Arial', 'Helvetica', 'TeX Gyre Heros', 'Nimbus Sans', 'Arimo', 'Liberation Sans', 'Noto Sans'],
      ...['DejaVu Sans'],
    ],
    cjk: [
      ...['Noto Sans CJK SC', 'Noto Sans SC', 'Source Han Sans SC', 'Source Han Sans CN', 'PingFang SC'],
      ...['Microsoft YaHei', 'SimHei', 'Heiti SC', 'Hiragino Sans GB', 'STHeiti', 'WenQuanYi Zen Hei'],
      ...['WenQuanYi Micro Hei', 'FandolHei'],
    ],
  },
  mono: {
    latin: ['DejaVu Sans Mono', 'Liberation Mono', 'Menlo', 'Consolas', 'Courier New'],
    cjk: ['Noto Sans Mono CJK SC'],
  },
} as const;

/** What the compiler of Typst brings itself: for a machine without fonts of the kind. */
const brought = { serif: 'Libertinus Serif', sans: 'Libertinus Serif', mono: 'DejaVu Sans Mono' } as const;

/** Names for a document that is compiled elsewhere: it takes the first that is there. */
export function namedFaces(): Faces {
  const names = (kind: keyof typeof usualFaces): readonly string[] => [
    ...usualFaces[kind].latin.slice(0, 5),
    brought[kind],
    ...usualFaces[kind === 'mono' ? 'sans' : kind].cjk.slice(0, 6),
  ];
  return { serif: names('serif'), sans: names('sans'), mono: names('mono') };
}
