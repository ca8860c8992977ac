import type { FormatCode } from '../rendering.ts';
import { renderPng } from './figure.ts';

export const png = { table: null, figure: renderPng, report: null } as const satisfies FormatCode;
