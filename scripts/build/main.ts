/**
 * The pipeline's command: `tsx scripts/build/main.ts STEP... [--out DIR]`. `npm run build` runs the steps in parallel.
 */
import { Command, InvalidArgumentError } from 'commander';
import { openProject, type Project, printFault } from '../lib/project.ts';

/** The steps import their modules only when they run, because the tools are large. */
const STEPS: Record<string, (project: Project) => Promise<void>> = {
  lint: async (project) => (await import('./lint.ts')).lint(project),
  bundle: async (project) => (await import('./bundle.ts')).bundle(project),
  'openapi-3.0': async (project) => (await import('./openapi-3.0.ts')).openapi30(project),
  spectral: async (project) => (await import('./spectral.ts')).spectral(project),
  types: async (project) => (await import('./types.ts')).types(project),
  errors: async (project) => (await import('./errors.ts')).errors(project),
  readme: async (project) => (await import('./readme.ts')).readme(project),
  client: async (project) => (await import('./client.ts')).client(project),
  cases: async (project) => (await import('./cases.ts')).cases(project),
  arazzo: async (project) => (await import('./arazzo.ts')).arazzo(project),
  docs: async (project) => (await import('./docs.ts')).docs(project),
  'change-rules': async (project) => (await import('./change-rules.ts')).changeRules(project),
};

function knownStep(name: string, previous: string[] = []): string[] {
  if (!(name in STEPS)) {
    throw new InvalidArgumentError(`Unknown step ${name}. The steps are ${Object.keys(STEPS).join(', ')}.`);
  }
  return [...previous, name];
}

const program = new Command()
  .name('build')
  .description('Runs steps of the pipeline, one after another.')
  .argument('<steps...>', Object.keys(STEPS).join(', '), knownStep)
  .option('--out <dir>', 'folder for the generated files', 'generated')
  .action(async (steps: string[], options: { out: string }) => {
    const project = openProject({ generated: options.out });
    for (const step of steps) await STEPS[step]?.(project);
  });

try {
  await program.parseAsync();
} catch (error) {
  printFault(error);
  process.exitCode = 1;
}
