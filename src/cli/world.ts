/** The part of `process` that the commands use: tests pass their own. */

export interface World {
  stdin: AsyncIterable<Buffer> & { isTTY?: boolean };
  stdout: Output;
  stderr: Output;
  env: NodeJS.ProcessEnv;
  /** The exit status, which a command sets when it is not 0. */
  exitCode?: number | string | null | undefined;
  once(signal: 'SIGINT' | 'SIGTERM', listener: () => void): unknown;
}

export interface Output {
  write(text: string): unknown;
  isTTY?: boolean;
  /** The width of a terminal, in characters. */
  columns?: number;
}
