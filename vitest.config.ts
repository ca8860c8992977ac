import { defineConfig, type Plugin } from 'vitest/config';
import { templateModule } from './build/templates.ts';

const templates: Plugin = {
  name: 'templates',
  enforce: 'pre',
  load(id) {
    return id.endsWith('.hbs') ? templateModule(id) : null;
  },
};

export default defineConfig({
  plugins: [templates],
  test: { include: ['test/**/*.test.ts'], testTimeout: 60_000, hookTimeout: 60_000 },
});
