import type { Explanations } from './explanation.ts';

const told = (cause: string): Explanations[string] => ({ cause, wrong: null, cured: null });

/** What a machine lacks to print a format. Every other format is written, and the exit status is 1. */
export const rendering: Explanations = {
  'no-cjk-fonts': told(
    'A PDF or a picture takes its letters from fonts of the machine, and none has a Chinese character that the study shows. It would be an empty box, so the format is not written. Install Noto Sans CJK and Noto Serif CJK, name a folder with such fonts by --fonts DIR, or run npm install @expo-google-fonts/noto-serif-sc in the folder of the study.',
  ),
  'no-fonts': told(
    'A PDF or a picture takes its letters from fonts of the machine, and none has a character that the study shows, such as an emoji in a label. It would be an empty box, so the format is not written. Change the label, or name a folder with a font that has the character by --fonts DIR.',
  ),
  'typst-refuses': told(
    'PDF is set from the layouts of Typst. A layout of the study, in the folder under output.templates, makes what Typst cannot compile, so that there is no PDF; the formats without it are written. The same layout without changes always compiles.',
  ),
  'missing-package': told(
    'PDF and PNG are drawn by packages that npm installs beside studyc where it can. This one is not installed, or not built for this kind of machine. All other formats do without it.',
  ),
};
