/** The command line as its users meet it: exit statuses, odd paths and bytes, the same output everywhere. */
import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import { filesBelow } from '../files.ts';
import { launcher, run, type Workspace, workspace } from './workspace.ts';

describe('studyc on the seed study', () => {
  let at: Workspace;
  beforeAll(() => {
    at = workspace();
  });
  afterAll(() => at.remove());

  const files = (folder = 'out'): string[] =>
    filesBelow(join(at.folder, folder)).map((file) => `${folder}/${file}`);

  it('checks clean', () => {
    expect(at.studyc(['check'])).toEqual({ status: 0, out: expect.stringContaining('no errors'), err: '' });
  });

  it('reads data outside the folder where the person who runs it allows that, and nowhere else', () => {
    const other = workspace('elsewhere');
    const from = `file: ${join(other.folder, 'data/agglomeration.csv')}`;
    at.edit('study.yaml', 'file: data/agglomeration.csv', from);
    const refused = at.studyc(['check', '--no-data']);
    expect([refused.status, refused.err]).toEqual([1, expect.stringContaining('error leaves-folder')]);
    expect(at.studyc(['check', '--allow-outside']).err).toBe('');
    expect(at.studyc(['check', '--allow-outside', '--no-data']).err).toBe('');
    expect(at.studyc(['run', '--allow-outside', '--quiet', '--out', 'elsewhere']).status).toBe(0);
    at.edit('study.yaml', from, 'file: http://localhost/agglomeration.csv');
    expect(at.studyc(['check', '--allow-outside']).err).toContain('error leaves-folder');
    at.edit('study.yaml', 'file: http://localhost/agglomeration.csv', 'file: data/agglomeration.csv');
    rmSync(join(at.folder, 'elsewhere'), { recursive: true });
    other.remove();
  });

  it('prints the plan as a tree and as Mermaid', () => {
    const tree = at.studyc(['plan']);
    expect(tree.status).toBe(0);
    expect(tree.out).toContain('AGG ~ TIN + POS + NUE + GRA');
    expect(at.studyc(['plan', '--format', 'mermaid']).out).toMatch(/^flowchart TD\n/);
    expect(JSON.parse(at.studyc(['plan', '--json']).out).version).toBe(1);
  });

  it('runs, and writes every table, the figure, the report and the results', () => {
    const outcome = at.studyc(['run']);
    expect(outcome.err).toBe('');
    expect(outcome.status).toBe(0);
    expect(files()).toEqual(
      [
        'out/figures/figure1.svg',
        'out/figures/figure1.tex',
        'out/report.html',
        'out/report.md',
        'out/report.tex',
        'out/results.json',
        ...[1, 2, 3, 4, 5, 6, 7].flatMap((n) =>
          ['html', 'md', 'tex'].map((ending) => `out/tables/table${n}.${ending}`),
        ),
        'out/values.tex',
      ].sort(),
    );
  });

  it('writes the same bytes whatever the language, the time zone and the number of jobs', () => {
    const first = files().map((file) => [file, at.read(file)]);
    for (const [i, env] of [
      { LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8', TZ: 'Asia/Kathmandu' },
      {},
      {},
    ].entries()) {
      expect(
        at.studyc(['run', '--no-cache', '--jobs', String(i + 1), '--out', `again${i}`], env).status,
      ).toBe(0);
      expect(files(`again${i}`).map((file) => [file.replace(`again${i}`, 'out'), at.read(file)])).toEqual(
        first,
      );
    }
  });

  it('reads the spec and the data with a byte-order mark and CRLF', () => {
    const plain = JSON.parse(at.read('out/results.json'));
    for (const file of ['study.yaml', 'data/agglomeration.csv']) {
      at.write(file, `\uFEFF${at.read(file).replaceAll('\n', '\r\n')}`);
    }
    const outcome = at.studyc(['run', '--out', 'crlf']);
    expect(outcome.err).toBe('');
    expect(JSON.parse(at.read('crlf/results.json')).analyses).toEqual(plain.analyses);
  });

  it('has no colour under NO_COLOR nor in a pipe', () => {
    expect(at.studyc(['run', '--out', 'plain'], { FORCE_COLOR: '1', NO_COLOR: '1' }).out).not.toContain(
      '\u001b',
    );
  });

  it('names no path of the machine in what it writes', () => {
    for (const file of files()) expect(at.read(file)).not.toContain(at.folder);
  });
});

describe('the JSON Schema', () => {
  it('of specs/ is the one that the declarations give (npm run schema writes it)', () => {
    const { out, status } = run(['schema'], process.cwd());
    expect(status).toBe(0);
    expect(readFileSync('specs/study.schema.json', 'utf8')).toBe(out);
  });
});

describe('paths', () => {
  it('may hold spaces and CJK', () => {
    const at = workspace('我的 study 研究');
    expect(at.studyc(['run', '--quiet'])).toEqual({ status: 0, out: '', err: '' });
    expect(run(['check', at.folder], process.cwd()).status).toBe(0);
    at.remove();
  });

  it('may be written with backslashes', () => {
    const at = workspace();
    at.edit('study.yaml', 'file: data/agglomeration.csv', 'file: data\\agglomeration.csv');
    expect(at.studyc(['check']).status).toBe(0);
    at.remove();
  });

  it('may not leave the folder', () => {
    const at = workspace();
    at.edit('study.yaml', 'file: data/agglomeration.csv', 'file: ../study/data/agglomeration.csv');
    const outcome = at.studyc(['check']);
    expect(outcome.status).toBe(1);
    expect(outcome.err).toMatch(/study\.yaml:\d+:\d+: error/);
    at.remove();
  });
});

describe('exit statuses', () => {
  const here = process.cwd();

  it('2 and one line on an older Node', () => {
    const pretend = "Object.defineProperty(process.versions, 'node', { value: '18.19.0' })";
    const old = spawnSync(process.execPath, ['-e', `${pretend}; require(${JSON.stringify(launcher)})`], {
      encoding: 'utf8',
    });
    expect(old.stderr).toMatch(/^studyc needs Node\.js 20\.11 or newer; this is 18\.19\.0\.\n$/);
    expect(old).toMatchObject({ stdout: '', status: 2 });
  });

  it('0 for help and version', () => {
    expect(run(['--help'], here).status).toBe(0);
    expect(run(['help', 'check'], here)).toEqual(run(['check', '--help'], here));
    expect(run(['--version'], here)).toEqual({ status: 0, out: `${manifest.version}\n`, err: '' });
  });

  it('2 for misuse', () => {
    expect(run(['chekc'], here).status).toBe(2);
    expect(run(['check', '--nonsense'], here).status).toBe(2);
    expect(run([], here).status).toBe(2);
    expect(run(['export', 'x'], here).err).toContain('not available in this version');
  });

  it('no stack trace where the reader of a pipe goes away', () => {
    const at = workspace();
    const command = `"${process.execPath}" "${launcher}" plan --json | head -c 1`;
    const { stderr } = spawnSync(command, { cwd: at.folder, shell: true, encoding: 'utf8' });
    expect(stderr).toBe('');
    at.remove();
  });

  it('3 for an input that cannot be read', () => {
    const outcome = run(['check', 'no-such-file.yaml'], here);
    expect(outcome.status).toBe(3);
    expect(outcome.err).toMatch(/^studyc: there is no no-such-file\.yaml\n$/);
  });

  it('1 for a claim that fails, and the outputs are there all the same', () => {
    const at = workspace();
    at.edit('study.yaml', "mediation.verdict == 'partial'", "mediation.verdict == 'full'");
    const outcome = at.studyc(['run']);
    expect(outcome.status).toBe(1);
    expect(outcome.out).toMatch(/H2 +✗ fails/);
    expect(JSON.parse(at.read('out/results.json')).claims.H2.holds).toBe(false);
    at.remove();
  });
});
