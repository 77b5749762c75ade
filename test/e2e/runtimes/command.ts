/** Runs the runner on a command line. The argument is the origin of the server. Prints each report as a line of JSON. */
import process from 'node:process';
import { runAll } from './runner.ts';

await runAll(process.argv[2] ?? '', (report) => console.log(JSON.stringify(report)));
// A call whose response never ends may have left a connection open.
process.exit(0);
