/** `latin`: in Chinese text it sets Latin letters and digits, but not quotes and dashes. */
export interface Family {
  readonly name: string;
  readonly latin: boolean;
}

/** The font families of a document by what they set, the preferred first. */
export type Faces = Readonly<Record<Kind, readonly Family[]>>;

export type Kind = 'serif' | 'sans' | 'mono';

/** Names of families that set Latin letters, and of those that set Chinese. */
export interface Names {
  readonly latin: readonly string[];
  readonly cjk: readonly string[];
}

/** Whether ideographs set the text of a language. */
export function isCjk(language: string): boolean {
  return /^(zh|ja|ko)\b/.test(language);
}

const sansCjk: readonly string[] = [
  ...['Noto Sans CJK SC', 'Noto Sans SC', 'Source Han Sans SC', 'Source Han Sans CN', 'PingFang SC'],
  ...['Microsoft YaHei', 'SimHei', 'Heiti SC', 'Hiragino Sans GB', 'STHeiti', 'WenQuanYi Zen Hei'],
  ...['WenQuanYi Micro Hei', 'FandolHei'],
];

/** Families of the usual systems. `latin` sets Latin letters and digits, `cjk` Chinese, Japanese and Korean. */
export const usualFaces: Readonly<Record<Kind, Names>> = {
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
    cjk: sansCjk,
  },
  mono: {
    latin: ['DejaVu Sans Mono', 'Liberation Mono', 'Menlo', 'Consolas', 'Courier New'],
    cjk: ['Noto Sans Mono CJK SC', ...sansCjk],
  },
};

/** What the compiler of Typst brings itself: for a machine without fonts of the kind. */
export const brought: Readonly<Record<Kind, string>> = {
  serif: 'Libertinus Serif',
  sans: 'Libertinus Serif',
  mono: 'DejaVu Sans Mono',
};

/** Names for a document that is compiled elsewhere: it takes the first that is there. */
export function namedFaces(): Faces {
  const families = (kind: Kind): readonly Family[] => [
    ...usualFaces[kind].latin.slice(0, 5).map((name) => ({ name, latin: true })),
    { name: brought[kind], latin: true },
    ...usualFaces[kind].cjk.slice(0, 6).map((name) => ({ name, latin: false })),
  ];
  return { serif: families('serif'), sans: families('sans'), mono: families('mono') };
}
