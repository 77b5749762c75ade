/** The interface between the commands and the process. */

/** The part of `process` that the commands use. Tests pass a substitute. */
export interface World {
  stdin: AsyncIterable<Buffer> & { isTTY?: boolean };
  stdout: Output;
  stderr: Output;
  env: NodeJS.ProcessEnv;
  /** The exit status. A command sets it only if the status is not 0. */
  exitCode?: number | string | null | undefined;
  /** Adds a listener for the next signal of this name. */
  once(signal: 'SIGINT' | 'SIGTERM', listener: () => void): unknown;
  /**
   * Calls a function at an interval in milliseconds, until the returned function is called.
   *
   * @default a timer of Node
   */
  every?(ms: number, callback: () => void): () => void;
  /** Adds a listener for errors that no function catches. */
  on?(event: 'uncaughtException', listener: (error: unknown) => void): unknown;
  /** Ends the process, even if the output has not been read. */
  exit?(): unknown;
}

/** An output stream. */
export interface Output {
  /** Returns false if the text waits in memory, because the reader is slow. A `drain` event follows. */
  write(text: string): unknown;
  on?(event: 'drain' | 'error', listener: () => void): unknown;
  /** Whether the stream is a terminal. */
  isTTY?: boolean;
  /** The width of the terminal in characters. */
  columns?: number;
}
