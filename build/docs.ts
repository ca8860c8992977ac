import { writeFileSync } from 'node:fs';
import { languageReference } from './language/reference.ts';
import { catalog } from '../cli/catalog.ts';
writeFileSync('docs/language.md', languageReference(catalog));
