/**
 * Mutation study of the audit: true tables of studies, one printed error at a time, and which rules see it. Run:
 * npm run bench:audit [TRIALS [SEED]]; writes docs/audit-power.md. Not part of `npm test`.
 */
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { compileValidators } from '../../../build/schema.ts';
import { catalog } from '../../../cli/catalog.ts';
import { compile, parse } from '../../../compiler/index.ts';
import { audit } from '../../../runtime/audit/index.ts';
import { generator, type Mutation, mutations } from './mutations.ts';
import { page, type Power } from './page.ts';
import { type Printed, printedStudy } from './printed.ts';
import { studies } from './studies.ts';

const trials = Number(process.argv[2] ?? 400);
const seed = Number(process.argv[3] ?? 20261124);
const validators = compileValidators(catalog);

/** The codes above a note that an audit of the publication gives, each once. */
function codesOf(printed: Printed): readonly string[] {
  const draft = parse({ file: 'printed.yaml', text: JSON.stringify(printed) }, { catalog, validators });
  const { reported, diagnostics } = compile(draft, new Map(), '', catalog);
  if (!reported) throw new Error(diagnostics.map(({ message }) => message).join('\n'));
  const found = audit(reported).filter(({ severity }) => severity !== 'note');
  return [...new Set(found.map(({ code }) => code))];
}

/** Findings that a publication has as it is: groups without a test of their difference, for one. */
function measure(truth: readonly Printed[], mutation: Mutation, random: () => number): Power {
  const before = truth.map((printed) => new Set(codesOf(printed)));
  const byRule = new Map<string, number>();
  let [made, seen] = [0, 0];
  for (let attempt = 0; made < trials && attempt < trials * 20; attempt += 1) {
    const which = Math.floor(random() * truth.length);
    const printed = mutation.make(truth[which]!, random);
    if (!printed) continue;
    made += 1;
    const codes = codesOf(printed).filter((code) => !before[which]!.has(code));
    if (codes.length > 0) seen += 1;
    for (const code of codes) byRule.set(code, (byRule.get(code) ?? 0) + 1);
  }
  return { mutation, made, seen, byRule };
}

const truth = await Promise.all(studies.map(printedStudy));
const clean = truth.map((printed) => ({ study: printed.study, codes: codesOf(printed) }));
const random = generator(seed);
const measured = mutations.map((mutation) => measure(truth, mutation, random));
const text = page(measured, clean, { trials, seed });
if (process.argv[2] === undefined)
  writeFileSync(resolve(import.meta.dirname, '../../../docs/audit-power.md'), text);
process.stdout.write(text);
