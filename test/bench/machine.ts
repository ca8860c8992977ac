import { spawnSync } from 'node:child_process';
import { cpus } from 'node:os';

/** Processor, cores and versions, in a sentence. */
export function machine(): string {
  const [first] = cpus();
  const versions = [`Node ${process.versions.node}`, ...ofR(), ...ofGretl()];
  return `${first?.model.trim() ?? 'unknown processor'}, ${cpus().length} cores; ${versions.join(', ')}.`;
}

function ofR(): readonly string[] {
  const code =
    'cat(as.character(getRversion()), sapply(c("fixest", "data.table", "sandwich"), function(p) tryCatch(as.character(packageVersion(p)), error = function(e) "not installed")))';
  const { status, stdout } = spawnSync('Rscript', ['-e', code], { encoding: 'utf8' });
  if (status !== 0) return ['R not installed'];
  const [own, ...packages] = stdout.trim().split(' ');
  return [`R ${own}`, ...['fixest', 'data.table', 'sandwich'].map((name, i) => `${name} ${packages[i]}`)];
}

function ofGretl(): readonly string[] {
  const { status, stdout } = spawnSync('gretlcli', ['--version'], { encoding: 'utf8' });
  return [status === 0 ? `gretl ${/\d[\w.]*/.exec(stdout)?.[0] ?? ''}` : 'gretl not installed'];
}
