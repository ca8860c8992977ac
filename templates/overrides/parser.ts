/** The parser of Handlebars by itself, for `loadParser`: a bundle loads it when a study has layouts. */
export { parse } from 'handlebars/dist/cjs/handlebars/compiler/base.js';
