import type { Explanations } from './explanation.ts';

/** The file as YAML reads it. */
export const yaml: Explanations = {
  'yaml-syntax': {
    cause:
      'YAML itself cannot read the file. The usual causes are a value that holds ": " or a bracket and is not quoted, a tab used as indentation, and a bracket that is never closed.',
    wrong: ['analyses:', '  baseline:', '    regress: wage ~ schooling: age'],
    cured: ['analyses:', '  baseline:', '    regress: "wage ~ schooling:age"'],
  },
  'yaml-feature': {
    cause:
      'YAML gives a meaning of its own to values that begin with & (an anchor), * (an alias) or ! (a tag), and to the key <<. A study has no use for them, and a formula that begins so would lose its first name.',
    wrong: ['analyses:', '  baseline:', '    regress: &wage ~ schooling'],
    cured: ['analyses:', '  baseline:', '    regress: wage ~ schooling'],
  },
  'cut-value': {
    cause:
      'Within {…} and […] YAML ends a value at a comma or a closing bracket, and everywhere at " #". What follows would be lost without a word, so that the model would be another one than the one written.',
    wrong: ['analyses:', '  baseline: {regress: wage ~ schooling + csw0(age, sales)}'],
    cured: ['analyses:', '  baseline: {regress: "wage ~ schooling + csw0(age, sales)"}'],
  },
  'duplicate-key': {
    cause:
      'The same key stands twice in one map. Most readers of YAML would silently keep the last; here it would be an analysis that is not run.',
    wrong: ['analyses:', '  baseline: {regress: wage ~ schooling}', '  baseline: {regress: wage ~ age}'],
    cured: ['analyses:', '  baseline: {regress: wage ~ schooling}', '  aged: {regress: wage ~ age}'],
  },
  'not-a-study': {
    cause:
      'The file is a list, a single value or empty. A study is a map: keys with values, one of which is study.',
    form: 'whole',
    wrong: ['- study: wages'],
    cured: ['study: wages'],
  },
  'too-large': {
    cause:
      'A study is a text that people write and read, so its size is limited. A file as large as this one is nearly always a data file, or a study with data pasted into it. As a note in the results: values are too large to compute with.',
    wrong: null,
    cured: null,
  },
  'control-character': {
    cause:
      'A control character, or a byte-order mark within the text, is shown by no editor and changes what a name is. It comes from a copied page, as a rule, or the file is no plain text at all.',
    form: 'whole',
    wrong: ['study: wages', 'title: Wages\u0001'],
    cured: ['study: wages', 'title: Wages'],
  },
  'too-long': {
    cause:
      'A formula, a condition or a printed cell is much longer than people write them: as a rule a quote is missing, and the value runs on.',
    wrong: null,
    cured: null,
  },
  'not-shown': {
    cause:
      'A check shows a thousand messages at most. A file with more of them is damaged, as a rule, in one place that has many consequences.',
    wrong: null,
    cured: null,
  },
  'too-nested': {
    cause:
      'Maps and lists stand within one another deeper than any study has a use for. The limit keeps a damaged or hostile file from exhausting the memory.',
    wrong: null,
    cured: null,
  },
};
