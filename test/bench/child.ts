/** A measured process: its lines as they come, and the most memory that it held. */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';

export interface Process {
  readonly command: string;
  readonly args: readonly string[];
}

export interface Ran {
  readonly lines: readonly string[];
  readonly seconds: number;
  /** Megabytes; null where the system does not tell. */
  readonly peak_mb: number | null;
  /** Whether it could be started at all. */
  readonly installed: boolean;
}

const POLLED_EVERY = 20;

/** Runs a process to its end, or until a line that `enough` accepts: what it does after that is not asked for. */
export function runChild(
  { command, args }: Process,
  enough = (_line: string): boolean => false,
): Promise<Ran> {
  return new Promise((resolve) => {
    const start = performance.now();
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    let text = '';
    let peak: number | null = null;
    const poll = setInterval(() => {
      peak = peakOf(child.pid) ?? peak;
    }, POLLED_EVERY);
    const end = (installed: boolean): void => {
      clearInterval(poll);
      const lines = text.split('\n').filter((line) => line !== '');
      resolve({ lines, seconds: (performance.now() - start) / 1000, peak_mb: peak, installed });
    };
    child.stdout.setEncoding('utf8');
    child.stdout.on('data', (piece: string) => {
      text += piece;
      peak = peakOf(child.pid) ?? peak;
      if (text.split('\n').slice(0, -1).some(enough)) child.kill();
    });
    child.on('error', () => end(false));
    child.on('close', () => end(true));
  });
}

/** As Linux counts the resident pages of a process at their most. */
function peakOf(pid: number | undefined): number | null {
  try {
    const found = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
    return found && Math.round(Number(found[1]) / 1024);
  } catch {
    return null;
  }
}
