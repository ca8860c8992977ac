/** docs/journals.md, action.yml and .pre-commit-hooks.yaml name what exists, and the action's script does what it says. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse as parseYaml } from 'yaml';
import { compileValidators } from '../../build/schema.ts';
import { catalog } from '../../cli/catalog.ts';
import { commands } from '../../cli/commands.ts';
import { compile, parse } from '../../compiler/index.ts';
import { severities } from '../../runtime/audit/finding.ts';
import { audit } from '../../runtime/audit/index.ts';
import { launcher } from '../cli/workspace.ts';

const root = resolve(import.meta.dirname, '../..');
const text = (path: string): string => readFileSync(join(root, path), 'utf8');
const page = text('docs/journals.md');
const blocks = [...page.matchAll(/```yaml\n([\s\S]*?)```/g)].map((match) => match[1]!);

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly shell?: string;
}
interface Action {
  readonly inputs: Readonly<Record<string, { readonly description: string; readonly default: string }>>;
  readonly runs: { readonly using: string; readonly steps: readonly Step[] };
}
interface Hook {
  readonly id: string;
  readonly entry: string;
  readonly files?: string;
}
const action = parseYaml(text('action.yml')) as Action;
const hooks = parseYaml(text('.pre-commit-hooks.yaml')) as readonly Hook[];

/** The first cells of the table below a heading of that name. */
function firstCells(header: string): readonly string[] {
  const table = page.slice(page.indexOf(`| ${header} |`)).split('\n\n')[0]!;
  return [...table.matchAll(/^\| `([^`]+)`/gm)].map((match) => match[1]!);
}

describe('docs/journals.md', () => {
  it('names commands and options that exist', () => {
    const used = [...page.matchAll(/`studyc ([a-z]+)([^`]*)`/g)];
    expect(used.length).toBeGreaterThan(8);
    for (const [whole, name, rest] of used) {
      const command = commands.find((one) => one.name === name);
      expect(command, whole).toBeDefined();
      const flags = command!.options.map((option) => option.flags).join(' ');
      for (const [flag] of rest!.matchAll(/--[a-z-]+/g)) expect(flags, whole).toContain(flag);
    }
  });

  it('explains every severity and every class', () => {
    expect(firstCells('severity')).toEqual(severities);
    const declared = /type CheckClass = ([^;]+);/.exec(text('runtime/verify/check.ts'))![1]!;
    expect(firstCells('class')).toEqual([...declared.matchAll(/'([a-z]+)'/g)].map((match) => match[1]));
  });

  it('shows a file that is audited without data', () => {
    const validators = compileValidators(catalog);
    const draft = parse({ file: 'study.yaml', text: blocks[0]! }, { catalog, validators });
    const { diagnostics, reported } = compile(draft, new Map(), '', catalog);
    expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(audit(reported!).every(({ severity }) => severity === 'note')).toBe(true);
  });

  it('shows a workflow with the inputs, and hooks with the names, that exist', () => {
    const workflow = parseYaml(blocks.find((block) => block.includes('jobs:'))!);
    const given = workflow.jobs.reproduce.steps[1].with as Readonly<Record<string, string>>;
    expect(Object.keys(action.inputs)).toEqual(expect.arrayContaining(Object.keys(given)));
    expect(firstCells('input')).toEqual(Object.keys(action.inputs));
    const used = parseYaml(blocks.find((block) => block.includes('repos:'))!).repos[0].hooks as Hook[];
    expect(used.map(({ id }) => id)).toEqual(hooks.map(({ id }) => id));
  });
});

describe('.pre-commit-hooks.yaml', () => {
  it('has entries that are commands, and patterns that find studies', () => {
    for (const { entry, id } of hooks) {
      expect(id).toBe(entry.replace(' ', '-'));
      expect(commands.map(({ name }) => `studyc ${name}`)).toContain(entry);
    }
    const matches = (id: string, path: string) =>
      new RegExp(hooks.find((hook) => hook.id === id)!.files!).test(path);
    expect(matches('studyc-check', 'papers/one/study.yaml')).toBe(true);
    expect(matches('studyc-check', 'papers/one/case-study.yaml')).toBe(false);
    expect(matches('studyc-audit', 'specs/agglomeration/published.yaml')).toBe(true);
  });
});

describe('action.yml', () => {
  const script = action.runs.steps.find((step) => step.env)!;
  let folder: string;
  const runAction = (inputs: Readonly<Record<string, string>>) => {
    const given = (name: string) => inputs[name] ?? action.inputs[name]!.default;
    const ran = spawnSync('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', script.run!], {
      cwd: folder,
      encoding: 'utf8',
      env: {
        ...process.env,
        STUDYC: launcher,
        STUDIES: given('studies'),
        COMMANDS: given('commands'),
        STRICT: given('strict'),
        FAIL_ON: given('fail-on'),
      },
    });
    return { status: ran.status, out: ran.stdout, err: ran.stderr };
  };

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'studyc-'));
    writeFileSync(join(folder, 'good.yaml'), blocks[0]!);
    writeFileSync(join(folder, 'bad one.yaml'), blocks[0]!.replace('1.144*** (7.68)', '1.144*** (1.68)'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('pins actions to major versions, and puts no input into a script', () => {
    expect(action.runs.using).toBe('composite');
    const { steps } = action.runs;
    for (const { uses } of steps) if (uses) expect(uses).toMatch(/@v\d+$/);
    for (const { run, shell } of steps) {
      if (run === undefined) continue;
      expect(run).not.toContain('${{');
      expect(shell).toBe('bash');
    }
    for (const { description } of Object.values(action.inputs)) expect(description).not.toBe('');
  });

  it('passes what is right, and annotates the line of what is wrong', () => {
    expect(runAction({ studies: 'good.yaml\n', commands: 'audit' })).toEqual({
      ...{ status: 0, out: 'studyc audit\n', err: '' },
    });
    const failed = runAction({ studies: 'good.yaml\r\n\n  \nbad one.yaml', commands: 'audit' });
    expect(failed.status).toBe(1);
    expect(failed.out).toMatch(/^::error file=bad one\.yaml,line=10,.*title=stars-vs-t/m);
  });

  it('runs every command, and fails as the gravest one', () => {
    const ran = runAction({ studies: 'nowhere.yaml', commands: 'check\naudit' });
    expect(ran.status).toBe(3);
    expect(ran.out).toMatch(/studyc check\n::error [^\n]+\nstudyc audit\n::error /);
  });

  it.each([
    [{ commands: 'run' }, 'may name check, verify and audit'],
    [{ commands: ' ' }, 'commands names none'],
    [{ studies: '\n' }, 'studies names none'],
    [{ strict: 'yes' }, 'strict is true or false'],
  ])('refuses %o', (inputs, reason) => {
    const ran = runAction(inputs);
    expect(ran.status).toBe(2);
    expect(ran.out).toContain(reason);
  });

  it('takes names as names', () => {
    const ran = runAction({ studies: '--json\n$(touch made)`touch made`', commands: 'check' });
    expect(ran.status).toBe(3);
    expect(ran.out).toContain('::error file=$(touch made)`touch made`');
    expect(spawnSync('ls', [folder], { encoding: 'utf8' }).stdout).not.toContain('made');
  });
});
