/** The other end of `withWorker`. */

/**
 * Answers the one question that this process is started for.
 *
 * @param work what it throws is printed, and ends the process
 */
export function answer<Question, Answer>(work: (question: Question) => Promise<Answer>): void {
  process.once('message', async (question: Question) => process.send?.(await work(question)));
  // Not longer than whoever asked.
  process.once('disconnect', () => process.exit());
}
