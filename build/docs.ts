import { writeFileSync } from 'node:fs';
import { auditReference } from './audit-rules.ts';
import { languageReference } from './language/reference.ts';
import { templatesPage } from './templates-page.ts';
import { catalog } from '../cli/catalog.ts';

writeFileSync('docs/language.md', languageReference(catalog));
writeFileSync('docs/audit.md', auditReference());
writeFileSync('docs/templates.md', templatesPage());
