import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { compileValidators } from '../../../build/schema.ts';
import { catalog } from '../../../cli/catalog.ts';
import { renderDiagnostics } from '../../../cli/diagnostics.ts';
import type { SourceNeed } from '../../../compiler/check/data.ts';
import { compile, parse } from '../../../compiler/index.ts';
import { describeAtOnce, studyFolder } from '../../study.ts';
import { caseFiles, casesOf } from '../../suite/cases.ts';
import { toyTable } from '../../unit/parse/study.ts';
import { damagedBytes } from '../bytes.ts';
import { mutatedSpec } from '../specs.ts';
import { accepted, controlled, type Kind, misplaced, rejected, type Verdict } from '../verdict.ts';

/** Studies with lines and words removed, doubled, moved, exchanged. */
export const specs: Kind = {
  make: (choices) => ({ bytes: Buffer.from(mutatedSpec(bases(), choices)), as: '' }),
  judge: ({ bytes }) => judgeSpec(bytes.toString()),
};

/** Studies whose bytes are damaged, as the command line reads them: UTF-8 or refused. */
export const yaml: Kind = {
  make: (choices) => ({ bytes: damagedBytes(Buffer.from(choices.pick(bases())), choices), as: '' }),
  judge({ bytes }) {
    try {
      return judgeSpec(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    } catch (error) {
      if (error instanceof TypeError && 'code' in error) return accepted(['not-utf-8'], null, false);
      throw error;
    }
  },
};

const validators = compileValidators(catalog);
/** Studies of the suite name files that do not exist: they have the suite's toy table. */
const tableOf = (need: SourceNeed): Described => (need.file.includes('toy') ? toyTable : describedOnce(need));

type Described = ReturnType<typeof describeAtOnce>;
const described = new Map<string, Described>();

/** Most damaged studies read the same file in the same way. */
function describedOnce(need: SourceNeed): Described {
  const key = JSON.stringify([need.file, need.format, need.options, need.panel]);
  const known = described.get(key);
  if (known !== undefined) return known;
  const table = describeAtOnce(studyFolder, need);
  if (described.size < 100) described.set(key, table);
  return table;
}

/** A study has a plan, or errors at places; and every message can be shown. */
function judgeSpec(text: string): Verdict {
  const draft = parse({ file: 'study.yaml', text }, { catalog, validators });
  const tables = new Map(
    draft.needs.flatMap((need) => {
      const table = tableOf(need);
      return table ? [[need.name, table] as const] : [];
    }),
  );
  const { plan, diagnostics, source } = compile(draft, tables, '', catalog);
  const rendered = renderDiagnostics(diagnostics, source, { colour: false });
  const shown = controlled(rendered);
  const errors = diagnostics.filter((one) => one.severity === 'error');
  // Without data there is nothing to plan, and nothing wrong with that.
  const complete = plan !== null || /^data:/m.test(text);
  if (plan === null && (complete || errors.length > 0))
    return rejected(diagnostics, source.text.length, shown);
  const problem = errors.length > 0 ? 'a plan beside errors' : misplaced(diagnostics, source.text.length);
  return accepted(
    diagnostics.map((one) => one.code),
    shown ?? problem,
  );
}

let found: readonly string[] | undefined;

/** The seed study, every study of the examples and every study of the suite. */
function bases(): readonly string[] {
  const written = studiesIn(join(studyFolder, '..'));
  // Those that are right as often as all the others together: most of those are wrong before they are damaged.
  found ??= suiteStudies().flatMap((study, i) => [study, written[i % written.length]!]);
  return found;
}

function suiteStudies(): readonly string[] {
  return caseFiles.flatMap((file) => casesOf(file).map((one) => one.text));
}

function studiesIn(folder: string): readonly string[] {
  const names = readdirSync(folder).sort();
  return names.flatMap((name) => {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) return name === 'data' ? [] : studiesIn(path);
    return name.endsWith('.yaml') ? [readFileSync(path, 'utf8')] : [];
  });
}
