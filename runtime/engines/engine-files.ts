import { lstatSync, mkdirSync, readdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type SourceFailure, sourceFailure } from '../sources/failure.ts';
import type { FileFailure } from '../sources/files.ts';
import { type LocatedFile, locateSource } from '../sources/locate.ts';

/** What an engine that opens files by itself may see of the file system. */
export interface EngineFiles {
  /** Finds and hashes a file of the study's folder, once a run. */
  readonly locate: (path: string) => LocatedFile | FileFailure;
  /** A folder, made where it is not there, for copies of files and what memory does not hold. */
  readonly folder: () => string | SourceFailure;
}

/** Those of a study's folder. `outside`: data files may lie outside of it. */
export function engineFiles(study: string, outside = false): EngineFiles {
  const located = new Map<string, LocatedFile | FileFailure>();
  return {
    folder: () => folderIn(study),
    locate(path) {
      const found = located.get(path) ?? locateSource(study, path, outside);
      located.set(path, found);
      return found;
    },
  };
}

const FOLDERS = ['.studyc', 'duckdb'] as const;

/** No part of it is a link, which could lead out of the study; git is told inside to leave it alone. */
function folderIn(study: string): string | SourceFailure {
  const root = realpathSync(study);
  const folder = join(root, ...FOLDERS);
  try {
    for (const part of [join(root, FOLDERS[0]), folder]) {
      const status = lstatSync(part, { throwIfNoEntry: false });
      if (status !== undefined && !status.isDirectory()) return noFolder('it is no folder of its own');
    }
    mkdirSync(folder, { recursive: true });
    const ignore = join(root, FOLDERS[0], '.gitignore');
    if (lstatSync(ignore, { throwIfNoEntry: false }) === undefined)
      writeFileSync(ignore, '*\n', { flag: 'wx' });
    sweep(folder);
    return folder;
  } catch (error) {
    return noFolder(error instanceof Error && 'code' in error ? String(error.code) : 'unknown');
  }
}

function noFolder(why: string): SourceFailure {
  return sourceFailure('engine-refuses', `DuckDB cannot write to ${FOLDERS.join('/')}: ${why}`);
}

/** Removes what runs that were ended left behind. What a run writes has the number of its process in its name. */
function sweep(folder: string): void {
  for (const name of readdirSync(folder)) {
    const owner = /(?:^|\.)(\d+)\.(?:t\d+|part|stage)(?:\.wal)?$/.exec(name)?.[1];
    if (owner !== undefined && !isAlive(Number(owner)))
      rmSync(join(folder, name), { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
