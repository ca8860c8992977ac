/**
 * Files that are being written. Each is written under a name of its own beside its target and renamed once it is whole,
 * so that whoever looks at the target finds the old file or the new one, whatever ends the process.
 */
import { createHash } from 'node:crypto';
import { lstatSync, readdirSync, rmSync, rmdirSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';

/** Milliseconds by which a file of another machine has to be older than one just written here. */
const A_DAY = 86_400_000;

const PATTERN = /^\..+\.([0-9a-f]{8})-(\d+)\.part$/;

/** This machine, or container: processes have numbers of their own on each. */
const place = createHash('sha256').update(hostname()).digest('hex').slice(0, 8);

/** The name under which this process writes a file of this name. */
export function partName(name: string): string {
  return `.${name}.${place}-${process.pid}.part`;
}

/** Writes a new file where none stood, or one that an earlier process of this number left; follows no link. Throws what Node does. */
export function writeNew(path: string, content: string | Uint8Array): void {
  rmSync(path, { force: true });
  writeFileSync(path, content, { flag: 'wx' });
}

/** Removes a file if that can be done. */
export function removeQuietly(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    // What cannot be removed stays: whoever looks for whole files passes it by.
  }
}

/** Removes an empty folder that stands where a file belongs. */
export function removeEmptyFolder(path: string): void {
  try {
    rmdirSync(path);
  } catch {
    // No folder, or not empty: the writing that follows says what is wrong.
  }
}

/**
 * Removes what processes that are gone left unfinished in a folder. Of this machine those are gone that have no process
 * of their number: should the number have been given to another, the file waits for the end of that one. Of another
 * machine nobody here can know, so its files go when they are a day older than `written`, a file of the same folder that
 * was just written: no clock is asked but that of the file system, and one that was set back delays the removal, no more.
 */
export function removeLeftOvers(folder: string, written: string): void {
  const now = lstatSync(join(folder, written), { throwIfNoEntry: false })?.mtimeMs;
  for (const name of namesIn(folder)) {
    const [, origin, pid] = PATTERN.exec(name) ?? [];
    if (origin === undefined) continue;
    if (origin === place ? isGone(Number(pid)) : isDayOld(join(folder, name), now))
      removeQuietly(join(folder, name));
  }
}

/** Removes what this process began to write in a folder. */
export function removeOwn(folder: string): void {
  for (const name of namesIn(folder)) {
    const [, origin, pid] = PATTERN.exec(name) ?? [];
    if (origin === place && Number(pid) === process.pid) removeQuietly(join(folder, name));
  }
}

/** Names in a folder, sorted; none where it cannot be read. */
export function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).sort();
  } catch {
    return [];
  }
}

function isGone(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}

function isDayOld(path: string, now: number | undefined): boolean {
  const status = lstatSync(path, { throwIfNoEntry: false });
  return status !== undefined && now !== undefined && now - status.mtimeMs > A_DAY;
}
