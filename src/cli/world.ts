/** The part of `process` that the commands use. Tests pass a substitute. */

export interface World {
  stdin: AsyncIterable<Buffer> & { isTTY?: boolean };
  stdout: Output;
  stderr: Output;
  env: NodeJS.ProcessEnv;
  /** The exit status. A command sets it if the status is not 0. */
  exitCode?: number | string | null | undefined;
  once(signal: 'SIGINT' | 'SIGTERM', listener: () => void): unknown;
}

export interface Output {
  write(text: string): unknown;
  isTTY?: boolean;
  /** The width of a terminal, in characters. */
  columns?: number;
}
