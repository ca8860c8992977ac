import { writeFileSync } from 'node:fs';
import { auditReference } from './audit-rules.ts';
import { languageReference } from './language/reference.ts';
import { catalog } from '../cli/catalog.ts';

writeFileSync('docs/language.md', languageReference(catalog));
writeFileSync('docs/audit.md', auditReference());
