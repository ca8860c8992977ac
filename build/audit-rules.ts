import { auditRules } from '../runtime/audit/index.ts';

/** docs/audit.md: what the audit checks, from the rules themselves. */
export function auditReference(): string {
  return [
    '# The rules of the audit',
    '',
    '`studyc audit` judges the numbers under `reported` by themselves; it reads no data. A printed number stands for every',
    'value that rounds to it, and a rule fires only when no such values satisfy it. `studyc explain CODE` has an example of',
    'each, `docs/audit-power.md` says how often the rules see an error. Findings are',
    '',
    '- `impossible`: no data give these numbers;',
    '- `inconsistent`: two printed things contradict one another;',
    '- `suspicious`: possible, and worth a question;',
    '- `note`: information, with `--all`.',
    '',
    '| rule | what holds where nothing is wrong |',
    '| --- | --- |',
    ...auditRules.map(({ code, doc }) => `| \`${code}\` | ${doc} |`),
    '',
    'A finding has a `repair` where a single printed change (a sign, a digit, a star, the cell that another print of the same',
    'model has) makes the numbers agree.',
    '',
  ].join('\n');
}
