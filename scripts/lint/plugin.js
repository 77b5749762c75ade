/** The entry point for the Redocly CLI, which cannot load TypeScript on Node 20. */
import { tsImport } from 'tsx/esm/api';

export default (await tsImport('./plugin.ts', import.meta.url)).default;
