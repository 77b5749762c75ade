/** The runner on a page: its own origin plays the API. */
import { type Report, runAll } from './runner.ts';

/** What the page is asked by from outside. */
export interface RunnerPage {
  runMatrix(): Promise<Report[]>;
}

(globalThis as unknown as RunnerPage).runMatrix = async () => {
  const reports: Report[] = [];
  await runAll(location.origin, (report) => reports.push(report));
  return reports;
};
