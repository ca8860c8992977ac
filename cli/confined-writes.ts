import { lstatSync, realpathSync } from 'node:fs';
import { dirname, isAbsolute, relative, resolve, sep } from 'node:path';

/**
 * What no study may write to although it lies in its folder, since other programs obey what stands there: a `config` in
 * `.git` names programs that git starts, and a repository's own files can never lie in it.
 */
const FORBIDDEN = ['.git', '.studyc', 'node_modules'];

/**
 * Why a file may not be written, in words that follow a colon; null where it may. The folders on the way to it lie in
 * `root`, whatever links are among them, and none is forbidden. What is not there yet is made later, and is no link.
 */
export function whyRefused(root: string, file: string): string | null {
  const way = relative(realOf(root), realOf(dirname(file)));
  const parts = way.split(sep);
  if (isAbsolute(way) || parts[0] === '..') return 'a symbolic link leads out of the folder';
  const forbidden = [...parts, ...file.split(sep).slice(-1)].find((part) => FORBIDDEN.includes(plain(part)));
  return forbidden === undefined ? null : `no study writes to ${forbidden}`;
}

/** File systems that ignore case, or dots and blanks at the end of a name, find the same folder. */
function plain(name: string): string {
  return name.toLowerCase().replace(/[. ]+$/, '');
}

/** The path without links, as far as it is there; a link that leads nowhere stands in the way like one that leads out. */
function realOf(path: string): string {
  const whole = resolve(path);
  if (lstatSync(whole, { throwIfNoEntry: false }) !== undefined) {
    try {
      return realpathSync(whole);
    } catch {
      return sep;
    }
  }
  const above = dirname(whole);
  return above === whole ? whole : resolve(realOf(above), relative(above, whole));
}

/** The folder that outputs may not leave: the study's, where they lie in it; else their own, which the reader named. */
export function outRoot(study: string, out: string): string {
  const way = relative(resolve(study), resolve(out));
  return isAbsolute(way) || way.split(sep)[0] === '..' ? out : study;
}
