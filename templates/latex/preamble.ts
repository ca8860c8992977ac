import type { StudyDocument } from '../document/document.ts';

/** Every ideograph, and the punctuation that goes with it. */
const CJK = /[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u{20000}-\u{3ffff}]/u;

/** What pdfTeX's fonts have no character for, besides what the escaping names by a command. */
const BEYOND_PDFTEX =
  /[^\u0000-\u024f\u0370-\u03ff\u1e00-\u1eff\u2000-\u2bff\ufb00-\ufb06\ufffd\u{10000}-\u{1ffff}]/u;

/** Whether a text has ideographs: what LaTeX needs a package for. */
export function hasIdeographs(text: string): boolean {
  return CJK.test(text);
}

/** Whether pdfTeX cannot print a text, so that the document asks for an engine that reads the system's fonts. */
export function needsUnicodeFonts(text: string): boolean {
  return BEYOND_PDFTEX.test(text);
}

/** `other`: where Noto is not there. */
const cjkFonts = (other: string): readonly string[] => [
  '\\IfFontExistsTF{Noto Serif CJK SC}{%',
  '  \\setCJKmainfont{Noto Serif CJK SC}[BoldFont=Noto Sans CJK SC Medium,ItalicFont=Noto Serif CJK SC]%',
  '  \\setCJKsansfont{Noto Sans CJK SC}%',
  '  \\setCJKmonofont{Noto Sans Mono CJK SC}}%',
  `  {${other}}`,
];

const latinFonts = [
  '\\IfFontExistsTF{TeX Gyre Termes}%',
  '  {\\setmainfont{TeX Gyre Termes}\\setmathfont{TeX Gyre Termes Math}}%',
  '  {\\setmathfont{latinmodern-math.otf}}',
];

const packages = [
  ...['amsmath', 'array', 'booktabs', 'caption', 'longtable', 'pifont', 'placeins', 'rotating', 'siunitx'],
  ...['tabularx', 'threeparttable'],
];

/** What the preamble of the report is made of. */
interface Preamble {
  /** The engines that set it. */
  readonly engine: string;
  readonly packages: string;
  readonly lines: readonly string[];
}

/** Class, fonts, margins and packages of the report: what the fragments leave to the document. */
export function preambleOf(document: StudyDocument): Preamble {
  const text = JSON.stringify(document.blocks);
  const chinese = document.language === 'zh';
  const unicode = chinese || needsUnicodeFonts(text);
  const names = [
    ...packages,
    ...(document.tables.some((table) => table.otherTitle) ? ['bicaption'] : []),
    ...(document.figures.length > 0 ? ['tikz'] : []),
  ];
  return {
    engine: unicode
      ? 'Set by XeLaTeX: twice, for page numbers of long tables.'
      : 'Set by XeLaTeX or pdfLaTeX.',
    packages: names.join(', '),
    lines: [
      chinese
        ? '\\documentclass[zihao=-4,fontset=none,heading=false]{ctexart}'
        : '\\documentclass[11pt]{article}',
      '\\usepackage[a4paper,hmargin=2.8cm,vmargin=2.5cm]{geometry}',
      `\\usepackage{${names.join(',')}}`,
      ...(chinese ? chineseFonts : unicode ? unicodeFonts(text) : fontsOfEither),
      ...captions(document),
      ...settings,
    ],
  };
}

const chineseFonts = [
  '\\usepackage{unicode-math}',
  ...latinFonts,
  ...cjkFonts('\\ctexset{fontset=fandol}'),
  '\\renewcommand{\\footnotesize}{\\zihao{6}}\\renewcommand{\\small}{\\zihao{-5}}',
];

function unicodeFonts(text: string): readonly string[] {
  return [
    '\\usepackage{iftex}\\RequireXeTeX',
    '\\usepackage{unicode-math}',
    ...latinFonts,
    ...(hasIdeographs(text) ? ['\\usepackage{xeCJK}', ...cjkFonts('\\setCJKmainfont{FandolSong}')] : []),
  ];
}

const fontsOfEither = [
  '\\usepackage{iftex}',
  '\\ifPDFTeX',
  '  \\usepackage[T1]{fontenc}\\usepackage{textcomp}',
  '  \\IfFileExists{tgtermes.sty}{\\usepackage{mathptmx,tgtermes}}{\\usepackage{lmodern}}',
  '\\else',
  '  \\usepackage{unicode-math}',
  ...latinFonts.map((line) => `  ${line}`),
  '\\fi',
];

const TABLE_DASH = '\\DeclareCaptionLabelSeparator{emdash}{---}\\captionsetup[table]{labelsep=emdash}';

/** Captions as the style has them: number and title on one line or on two, in the middle or on the left. */
function captions({ look, language, tables }: StudyDocument): readonly string[] {
  const other = language === 'zh' ? 'Table' : '表';
  const second = tables.some((table) => table.otherTitle)
    ? [`\\captionsetup[table][bi-second]{name=${other}}`]
    : [];
  const chinese = language === 'zh';
  const italic = look.between === 'line' && !chinese;
  const fonts = italic ? 'labelfont={small,bf},textfont={small,it}' : 'font={small,bf}';
  const usual = chinese ? 'quad' : 'period';
  const separator = look.between === 'line' ? 'newline' : look.between === 'space' ? 'quad' : usual;
  const place = look.caption === 'left' ? ',justification=raggedright,singlelinecheck=false' : '';
  const dash = look.between === 'dash' && !chinese ? [TABLE_DASH] : [];
  return [`\\captionsetup{${fonts},labelsep=${separator},skip=5pt${place}}`, ...dash, ...second];
}

/** Floats stay near their place, in order; pages end where they end. */
const settings = [
  '\\setlength{\\parindent}{0pt}\\setlength{\\parskip}{6pt plus 2pt}',
  '\\setlength{\\emergencystretch}{3em}\\raggedbottom',
  '\\renewcommand{\\topfraction}{0.95}\\renewcommand{\\bottomfraction}{0.95}',
  '\\renewcommand{\\textfraction}{0.05}\\renewcommand{\\floatpagefraction}{0.7}',
  '\\makeatletter\\setlength{\\@fptop}{0pt}\\setlength{\\@fpsep}{24pt plus 6pt}\\makeatother',
  '\\pagestyle{plain}',
  '\\setcounter{topnumber}{9}\\setcounter{bottomnumber}{9}\\setcounter{totalnumber}{9}',
];
