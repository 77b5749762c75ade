/** A clock that only jumps to the next event, so that hours pass in milliseconds. */

export interface VirtualClock {
  /** The time in milliseconds since the start. */
  now(): number;
  /** Resolves after a time. */
  after(ms: number): Promise<void>;
  /**
   * Advances the clock until the work settles.
   *
   * @throws {Error} if the work hangs: it has not settled, but no event is left
   */
  run<Value>(work: Promise<Value>): Promise<Value>;
}

export function virtualClock(): VirtualClock {
  let clock = 0;
  let isOver = false;
  const events: { at: number; happen: () => void }[] = [];

  return {
    now: () => clock,
    after: (ms) =>
      new Promise((happen) => {
        const at = clock + ms;
        // Events at the same time happen in the order in which they were requested.
        const index = events.findLastIndex((event) => event.at <= at);
        events.splice(index + 1, 0, { at, happen });
      }),
    async run(work) {
      isOver = false;
      const end = () => {
        isOver = true;
      };
      work.then(end, end);
      for (;;) {
        await settle();
        if (isOver) return work;
        const next = events.shift();
        if (!next) throw new Error(`The work hangs at ${clock} ms.`);
        clock = next.at;
        next.happen();
      }
    },
  };
}

/** Lets everything run that does not need the clock. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 2; turn++) await new Promise((resolve) => setImmediate(resolve));
}
