/** The scripts that complete studyc: what bash offers, asked of bash itself, and that the shells can read them. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commands } from '../../cli/commands.ts';
import { run } from './workspace.ts';

const shells = ['bash', 'zsh', 'fish'];
const has = (shell: string): boolean => spawnSync(shell, ['-c', 'exit 0']).status === 0;
const scripts = new Map<string, string>();

let folder: string;
beforeAll(() => {
  for (const shell of shells) scripts.set(shell, run(['completion', shell], process.cwd()).out);
  folder = mkdtempSync(join(tmpdir(), 'studyc-completion-'));
  for (const name of ['my study.yaml', 'study.yml', 'notes.txt']) writeFileSync(join(folder, name), '');
  mkdirSync(join(folder, 'studies'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What bash would offer for the last of the words. */
function offered(...words: readonly string[]): readonly string[] {
  const program = [
    scripts.get('bash'),
    `COMP_WORDS=(${['studyc', ...words].map((word) => `'${word}'`).join(' ')})`,
    `COMP_CWORD=${words.length}`,
    '_studyc',
    `printf "%s\\n" "\${COMPREPLY[@]}"`,
  ].join('\n');
  const { stdout, stderr } = spawnSync('bash', ['-c', program], { cwd: folder, encoding: 'utf8' });
  expect(stderr.replaceAll(/.*compopt.*\n/g, '')).toBe('');
  return stdout
    .split('\n')
    .filter((line) => line !== '')
    .sort();
}

describe.runIf(has('bash'))('completion in bash', () => {
  it('offers commands, and options after a dash', () => {
    expect(offered('')).toEqual(commands.map((one) => one.name).sort());
    expect(offered('ex')).toEqual(['explain']);
    expect(offered('--v')).toEqual(['--version']);
    expect(offered('check', '--')).toEqual([
      ...['--allow-outside', '--help', '--json', '--no-data', '--report', '--strict'],
    ]);
  });

  it('offers the values of options', () => {
    expect(offered('check', '--report', '')).toEqual(['github', 'junit', 'sarif']);
    expect(offered('plan', '--format', 'm')).toEqual(['mermaid']);
    expect(offered('run', '--format', '')).toEqual(expect.arrayContaining(['md', 'tex']));
    expect(offered('run', '--jobs', '')).toEqual([]);
    expect(offered('run', '--out', '')).toEqual(['studies']);
  });

  it('offers studies and folders, codes, shells', () => {
    expect(offered('check', '')).toEqual(['my study.yaml', 'studies', 'study.yml']);
    expect(offered('check', '--strict', 'my')).toEqual(['my study.yaml']);
    expect(offered('init', '')).toEqual(['studies']);
    expect(offered('explain', 'which-')).toEqual(['which-robust']);
    expect(offered('completion', '')).toEqual([...shells].sort());
  });
});

describe('the scripts', () => {
  it.each(shells)('%s names every command and can be read where the shell is', (shell) => {
    const script = scripts.get(shell)!;
    for (const { name } of commands) expect(script).toContain(name);
    if (!has(shell)) return;
    const { status, stderr } = spawnSync(shell, ['-n'], { input: script, encoding: 'utf8' });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });

  it('exist for these shells only', () => {
    expect(run(['completion', 'tcsh'], process.cwd())).toEqual({
      status: 2,
      out: '',
      err: 'studyc: there is no completion for tcsh; there is one for bash, zsh, fish\n',
    });
    expect(run(['completion'], process.cwd()).status).toBe(2);
  });
});
