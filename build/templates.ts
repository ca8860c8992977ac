import { readFileSync } from 'node:fs';
import handlebars from 'handlebars';

/**
 * Handlebars template (layout only) → ES module whose default export is the compiled template.
 * Precompiled, because the run-time compiler builds functions from text; unescaped, because each format
 * escapes its own cells; strict, because a missing part must fail and not print as nothing.
 */
export function templateModule(path: string): string {
  const source = readFileSync(path, 'utf8').replace(/\r\n/g, '\n');
  const compiled = handlebars.precompile(source, { noEscape: true, strict: true });
  return `import runtime from 'handlebars/runtime.js';\nexport default runtime.template(${compiled});\n`;
}
