/** The HTML of the seed study: valid, byte by byte as before, and no text of an author becomes markup. */
import { HtmlValidate } from 'html-validate';
import { describe, expect, it } from 'vitest';
import { compose } from '../../../templates/document/compose.ts';
import { html } from '../../../templates/html/format.ts';
import { plainRendering } from '../../../templates/rendering.ts';
import { seedStudy } from './seed-study.ts';

const validator = new HtmlValidate({
  root: true,
  extends: ['html-validate:recommended'],
  rules: { 'long-title': 'off', 'no-trailing-whitespace': 'error' },
});

async function complaints(text: string): Promise<readonly string[]> {
  const report = await validator.validateString(text);
  return report.results.flatMap(({ messages }) =>
    messages.map(({ line, ruleId, message }) => `${line} ${ruleId}: ${message}`),
  );
}

describe.each(['zh', 'en'])('HTML in %s', (language) => {
  const { plan, results } = seedStudy(language);
  const document = compose(plan, results);
  const to = { ...plainRendering, language };

  it('is valid: the report and every fragment', async () => {
    expect(await complaints(html.report(document, to))).toEqual([]);
    for (const table of document.tables) expect(await complaints(html.table(table, to))).toEqual([]);
  });
});
