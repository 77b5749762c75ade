/** The runner on a command line: the origin is its argument, a line of JSON a report. */
import process from 'node:process';
import { runAll } from './runner.ts';

await runAll(process.argv[2] ?? '', (report) => console.log(JSON.stringify(report)));
// A call whose answer never ends may have left a connection behind.
process.exit(0);
