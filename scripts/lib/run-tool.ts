/** Runs command-line tools that have no library interface. The error of a tool that fails has its output. */
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { StepError } from './project.ts';
import { runProcess } from './spawn.ts';

const require = createRequire(import.meta.url);

/** Returns the file of a package's command. */
export function binOf(packageName: string, command: string): string {
  const manifest = require.resolve(`${packageName}/package.json`);
  const { bin } = require(manifest) as { bin: string | Record<string, string> };
  const file = typeof bin === 'string' ? bin : bin[command];
  if (!file) throw new StepError(`The package ${packageName} has no command ${command}. Run \`npm ci\`.`);
  return join(dirname(manifest), file);
}

/**
 * Runs `redocly` with these arguments.
 *
 * @returns the standard output and error, without the notice that Node 20 is at its end of life
 * @throws {StepError} if the exit status is not 0; its `details` are the output
 */
export function runRedocly(args: string[], cwd: string): Promise<string> {
  return run('@redocly/cli', 'redocly', args, cwd);
}

/** Runs `spectral` in the same way as {@link runRedocly}. */
export function runSpectral(args: string[], cwd: string): Promise<string> {
  return run('@stoplight/spectral-cli', 'spectral', args, cwd);
}

async function run(packageName: string, command: string, args: string[], cwd: string): Promise<string> {
  const { status, output } = await runProcess(process.execPath, [binOf(packageName, command), ...args], {
    cwd,
    env: {
      // No telemetry and no check for updates: a build contacts no server.
      REDOCLY_TELEMETRY: 'off',
      REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true',
      ...(process.stderr.isTTY && { FORCE_COLOR: '1' }),
    },
  });
  const message = withoutBox(output).trim();
  if (status !== 0)
    throw new StepError(`${command} ${args[0] ?? ''} failed with status ${status}.`, { details: message });
  return message;
}

/** Removes two notices of the Redocly CLI that are not findings: the box about Node 20, and how to ignore findings. */
function withoutBox(output: string): string {
  return output
    .split('\n')
    .filter((line) => !/^\s*[╔║╚]|--generate-ignore-file/.test(stripVTControlCharacters(line)))
    .join('\n');
}
