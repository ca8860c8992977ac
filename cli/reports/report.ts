import type { DiagnosticRecord } from '../diagnostics.ts';
import { githubReport } from './github.ts';
import { junitReport } from './junit.ts';
import type { ReportKind } from './kinds.ts';
import { sarifReport } from './sarif.ts';

/** What a command found in one study: its messages, or why it could not be read. */
export interface FileReport {
  /** As messages show it: relative to where the command runs, with forward slashes. */
  readonly file: string;
  readonly messages: readonly DiagnosticRecord[];
  /** One sentence; null where the study could be read. */
  readonly unreadable: string | null;
}

/** What is said of all studies. */
export interface Report {
  /** The command, for titles. */
  readonly command: string;
  readonly version: string;
  readonly files: readonly FileReport[];
  /** Whether warnings count as errors. */
  readonly strict: boolean;
}

const reports: Readonly<Record<ReportKind, (report: Report) => string>> = {
  junit: junitReport,
  github: githubReport,
  sarif: sarifReport,
};

/** The text of a report; ends with a newline unless there is nothing to say. */
export function renderReport(kind: ReportKind, report: Report): string {
  return reports[kind](report);
}
