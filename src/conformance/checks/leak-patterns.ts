/** What the insides of a server look like in a text (CWE-209): traces, exceptions, SQL, addresses, paths, keys. */

type Sign = readonly [RegExp, string];

const TRACE = 'a stack trace';
const EXCEPTION = 'an exception';
const SQL = 'SQL';
const DATABASE = 'an error of a database';
const NETWORK = 'an error of the network behind the server';
const PATH = "a path of the server's machine";
const ADDRESS = 'an address behind the server';

/** Signs that mean the same wherever they stand. A message about a time ("resets at 2026-01-15 09:00:00") is none. */
const SIGNS: readonly Sign[] = [
  [
    /\bis not iterable\b|\bCannot destructure\b|\bUnexpected (?:token .{1,12} in|end of) JSON|UnhandledPromise/,
    EXCEPTION,
  ],
  [
    /object has no attribute '|\b(?:list|string|array|slice) index out of|\bIndex was outside the bounds/i,
    EXCEPTION,
  ],
  [/\bundefined (?:local variable|variable|index|array key|offset)\b|nil:NilClass|\bCaused by: /i, EXCEPTION],
  [
    /\b(?:called `(?:Result|Option)::|HTTPConnectionPool\(|AxiosError\b|context deadline exceeded)/,
    EXCEPTION,
  ],
  [/(?<![\w.@/-])(?:com|org|net|io)(?:\.[a-z]\w{0,60}){1,8}\.[A-Z]\w+/, 'a class of the server'],
  [/\bsql: (?:no rows|connection|database)|\bpq: |\bpg_\w+\(|\bmysqli?_\w+\(|\bHikariPool\b/, DATABASE],

  [/\bnode:internal\/|\bat [\w$.<> ]{1,200} \(<anonymous>\)/, TRACE],
  [/Traceback \(most recent call last\)|File "[^"]+", line \d+/, TRACE],
  [/\bat [\w$.<>/]{1,200}\((?:Native Method|Unknown Source|[\w$]+\.(?:java|kt|scala|groovy):\d+)\)/, TRACE],
  [
    /goroutine \d+ \[|panicked at |(?:^|[\n\0])panic: |\bpanic: (?:runtime|assignment|interface|send on|close of)|runtime error: (?:index|invalid|integer|slice|makeslice)/,
    TRACE,
  ],
  [/#\d+ [^\s"]{1,200}\.php\(\d+\)|\.php on line \d+|\bstack ?trace:/i, TRACE],
  [/\n\s{1,40}at (?:[\w$<>`]{1,80}\.){1,12}[\w$<>`[\]]{1,80}\(/, TRACE],
  [/\.cs:line \d+|:\d+:in [`'][^`'\n]+'/, TRACE],
  [/\b(?:node_modules|site-packages|dist-packages)[\\/]/, TRACE],
  [
    /\b[a-z]\w{0,80}(?:\.[a-z]\w{0,80}){1,12}\.[A-Z]\w{0,80}(?:Exception|Error)\b|\bSystem\.(?:\w{1,80}\.){0,12}\w{1,80}Exception\b/,
    EXCEPTION,
  ],
  [
    /\b(?:NullPointer|NullReference|IllegalArgument|IllegalState|ArrayIndexOutOfBounds|PDO)Exception\b/,
    EXCEPTION,
  ],
  [
    /\b(?:Type|Reference|Range|Syntax|URI|Key|Value|Attribute|Index|Name|Import|ModuleNotFound|ZeroDivision|Assertion|Recursion|Unicode\w*|JSONDecode|FileNotFound|NotImplemented|NoMethod|Argument|Operational|Programming|Integrity|Runtime|OS|IO)Error: /,
    EXCEPTION,
  ],
  [
    /Cannot read propert(?:y|ies) of (?:undefined|null)|\bis not a function\b|undefined method [`']/,
    EXCEPTION,
  ],
  [
    /Object reference not set to an instance|'NoneType' object|\bdivision by zero\b|\bsegmentation fault\b/i,
    EXCEPTION,
  ],
  [
    /\b(?:java|javax|jakarta)\.[a-z]+\.\w|\borg\.(?:springframework|hibernate|apache|postgresql)\./,
    EXCEPTION,
  ],
  [/\bSELECT\b[^\0]{1,500}?\bFROM\b|\bINSERT\s+INTO\b|\bUPDATE\b[^\0]{1,200}?\bSET\b|\bDELETE\s+FROM\b/, SQL],
  [/\bselect\s+\*\s+from\b|\binsert\s+into\s+[\w."`]+\s*\([^)]*\)\s*values\b/i, SQL],
  [
    /\bselect\s[^\0]{1,200}?\sfrom\s+[\w."`]+\s+(?:where|limit|order\s+by|group\s+by|(?:inner\s+|left\s+)?join)\s/i,
    SQL,
  ],
  [/\bupdate\s+[\w."`]+\s+set\s+[\w."`]+\s*=|\bdelete\s+from\s+[\w."`]+\s+where\b/i, SQL],
  [
    /\b(?:SQLSTATE|ORA-\d{5}|PG::\w+|SQLITE_[A-Z]+|ER_[A-Z]+_[A-Z]+|ActiveRecord::|psycopg|sqlalchemy)/,
    DATABASE,
  ],
  [/\b(?:Sequelize\w*|Prisma\w*|QueryFailed|MongoServer|MongoNetwork)Error\b/, DATABASE],
  [
    /relation "[^"]+" does not exist|column "?[\w.]+"? does not exist|violates [\w-]+(?: \w+)? constraint/i,
    DATABASE,
  ],
  [/duplicate key value|error in your SQL|no such (?:table|column): |syntax error at or near/i, DATABASE],
  [/unknown column '|duplicate entry '|deadlock (?:detected|found)|table '[^']+' doesn't exist/i, DATABASE],
  [
    /\b(?:postgres(?:ql)?|mysql2?|mariadb|mssql|sqlserver|sqlite3?|mongodb(?:\+srv)?|rediss?|amqps?|kafka|memcached|ldaps?|nats):\/\//i,
    'the address of a database',
  ],
  [
    /\bjdbc:\w+:|\b(?:Server|Host|Data Source)=[^\0;]{1,200};[^\0]{0,400}\b(?:Password|Pwd|User Id)=/i,
    'the address of a database',
  ],
  [
    /\bE(?:CONNREFUSED|CONNRESET|CONNABORTED|NOTFOUND|TIMEDOUT|HOSTUNREACH|AI_AGAIN|PIPE|ADDRINUSE)\b/,
    NETWORK,
  ],
  [/\bE(?:NOENT|ACCES|MFILE|PERM)\b|\bgetaddrinfo\b|\bdial tcp\b/, NETWORK],
  [/\b\w*(?:password|passwd|secret_key)=\S/i, 'a secret'],
  [/-----BEGIN [A-Z ]*PRIVATE KEY-----|\bAKIA[0-9A-Z]{16}\b/, 'a secret'],
];

/** A line of a source. */
const SOURCE: Sign = [
  /[\w$)]\.(?:[cm]?[jt]sx?|py|rb|php|java|kts?|scala|cs|go|rs|exs?|erl|cpp|swift):\d+/,
  TRACE,
];

/** What proxies write into headers as a matter of course, so that it counts in bodies alone. */
const IN_BODIES: readonly Sign[] = [
  [/(?<![\d.]|:\/\/)(?:10\.\d+|192\.168|172\.(?:1[6-9]|2\d|3[01]))\.\d+\.\d+:\d{2,5}\b/, ADDRESS],
  [/(?<![\w.:/-])\/(?:etc|var|usr|opt|srv|root|tmp|proc|mnt)\/[\w.-]+/, PATH],
  [/(?<![\w.:/-])\/(?:home|Users)\/[\w.-]+\/[\w.-]+/, PATH],
  [/\b[\w-]+(?:\.[\w-]+){0,6}\.(?:internal|local|lan)\b/i, ADDRESS],
  // Such a path may be one of the website's, but for the kind of its file.
  [
    /(?<![\w.:/-])\/[\w.-]+\/(?:[\w.@-]+\/)*[\w.@-]+\.(?:[cm]?[jt]sx?|py|rb|php|jar|class|go|rs|cs|dll|so|env|ini|conf|cfg|toml|log|sock|db|sqlite3?|pem|key|sql|sh)\b/,
    PATH,
  ],
  [/(?<![\w])[A-Z]:\\[\w$. -]+|\\\\[\w.-]+\\[\w$.-]+\\|file:\/\/\//, PATH],
];

/** What is longer has told enough. */
const MAX_CHARACTERS = 100_000;

const URLS = /\bhttps?:\/\/[^\s"'<>]+/gi;

/**
 * What of the insides of a server an answer shows; undefined where nothing.
 *
 * @param texts of the body, each as a person reads it, escapes undone
 * @param fields of the header
 */
export function internalsIn(texts: readonly string[], fields: readonly string[]): string | undefined {
  const everywhere = joined([...texts, ...fields]);
  const found =
    SIGNS.find(([pattern]) => pattern.test(everywhere)) ??
    // A web address may hold the rest by chance.
    [SOURCE].find(([pattern]) => pattern.test(everywhere.replace(URLS, ' '))) ??
    IN_BODIES.find(([pattern]) => pattern.test(joined(texts).replace(URLS, ' ')));
  return found?.[1];
}

/** With a character between them that no pattern crosses: a SELECT in one text and a FROM in another are no SQL. */
function joined(texts: readonly string[]): string {
  return texts.join('\0').slice(0, MAX_CHARACTERS);
}
