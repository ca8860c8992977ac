import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../..');
export const launcher = join(root, 'bin/studyc.cjs');

export interface Outcome {
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
}

/** A copy of the seed study in a folder of its own, with the built command line to run on it. */
export interface Workspace {
  readonly folder: string;
  readonly studyc: (args: readonly string[], env?: Readonly<Record<string, string>>) => Outcome;
  readonly read: (path: string) => string;
  readonly write: (path: string, content: string | Uint8Array) => void;
  /** Replaces a text that must be there. */
  readonly edit: (path: string, from: string, to: string) => void;
  readonly remove: () => void;
}

export function workspace(name = 'study'): Workspace {
  const parent = mkdtempSync(join(tmpdir(), 'studyc-'));
  const folder = join(parent, name);
  cpSync(join(root, 'specs/agglomeration'), folder, {
    recursive: true,
    filter: (source) => !/[/\\](out|\.studyc)($|[/\\])/.test(source),
  });
  const read = (path: string): string => readFileSync(join(folder, path), 'utf8');
  const write = (path: string, content: string | Uint8Array): void =>
    writeFileSync(join(folder, path), content);
  return {
    folder,
    read,
    write,
    studyc: (args, env = {}) => run(args, folder, env),
    edit(path, from, to) {
      const text = read(path);
      if (!text.includes(from)) throw new Error(`${path} has no ${from}`);
      write(path, text.replace(from, to));
    },
    remove: () => rmSync(parent, { recursive: true, force: true }),
  };
}

export function run(
  args: readonly string[],
  cwd: string,
  env: Readonly<Record<string, string>> = {},
): Outcome {
  const result = spawnSync(process.execPath, [launcher, ...args], {
    cwd,
    encoding: 'utf8',
    env: { ...process.env, ...env },
  });
  return { status: result.status, out: result.stdout, err: result.stderr };
}
