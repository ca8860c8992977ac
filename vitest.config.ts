import { defineConfig, type Plugin } from 'vitest/config';
import { templateModule } from './build/templates.ts';

const templates: Plugin = {
  name: 'templates',
  enforce: 'pre',
  load(id) {
    return id.endsWith('.hbs') ? templateModule(id) : null;
  },
};

/** Property tests draw the same cases every time; PROPERTY_SEED=N draws others. */
const seeded: Plugin = {
  name: 'seeded-properties',
  enforce: 'pre',
  transform: (code) =>
    /^import .*\bfc\b.* from 'fast-check';$/m.test(code)
      ? `${code}\nfc.configureGlobal({ ...fc.readConfigureGlobal(), seed: ${Number(process.env['PROPERTY_SEED'] ?? 1)} });\n`
      : null,
};

export default defineConfig({
  plugins: [templates, seeded],
  test: { include: ['test/**/*.test.ts'], testTimeout: 60_000, hookTimeout: 60_000 },
});
