/** Patterns of server internals in a text (CWE-209): stack traces, exceptions, SQL, addresses, file paths, keys. */

/** A pattern with the name of what it finds. The text is foreign, so every quantifier has an upper bound. */
type Pattern = readonly [RegExp, string];

const TRACE = 'a stack trace';
const EXCEPTION = 'an exception';
const SQL = 'SQL';
const DATABASE = 'a database error';
const SYSTEM = 'a network or file error of the server';
const PATH = 'a file path of the server';
const ADDRESS = 'an internal network address';
const CONNECTION = 'the address of a database';
const SECRET = 'a secret';

/** Patterns for headers and bodies. They must not match a message about a time ("resets at 2026-01-15 09:00:00"). */
const PATTERNS: readonly Pattern[] = [
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
  [/(?<![\w.@/-])(?:com|org|net|io)(?:\.[a-z]\w{0,60}){1,8}\.[A-Z]\w/, 'a class name of the server'],
  [
    /\bsql: (?:no rows|connection|database)|\bpq: |\bpg_\w{1,60}\(|\bmysqli?_\w{1,60}\(|\bHikariPool\b/,
    DATABASE,
  ],

  [/\bnode:internal\/|\bat [\w$.<> ]{1,200} \(<anonymous>\)/, TRACE],
  [/Traceback \(most recent call last\)|File "[^"]{1,300}", line \d/, TRACE],
  [
    /\bat [\w$.<>/]{1,200}\((?:Native Method|Unknown Source|[\w$]{1,100}\.(?:java|kt|scala|groovy):\d{1,9})\)/,
    TRACE,
  ],
  [
    /goroutine \d{1,9} \[|panicked at |(?:^|[\n\0])panic: |\bpanic: (?:runtime|assignment|interface|send on|close of)|runtime error: (?:index|invalid|integer|slice|makeslice)/,
    TRACE,
  ],
  [/#\d{1,9} [^\s"]{1,200}\.php\(\d{1,9}\)|\.php on line \d|\bstack ?trace:/i, TRACE],
  [/\n\s{1,40}at (?:[\w$<>`]{1,80}\.){1,12}[\w$<>`[\]]{1,80}\(/, TRACE],
  [/\.cs:line \d|:\d{1,9}:in [`'][^`'\n]{1,200}'/, TRACE],
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
    /\b(?:Type|Reference|Range|Syntax|URI|Key|Value|Attribute|Index|Name|Import|ModuleNotFound|ZeroDivision|Assertion|Recursion|Unicode\w{0,60}|JSONDecode|FileNotFound|NotImplemented|NoMethod|Argument|Operational|Programming|Integrity|Runtime|OS|IO)Error: /,
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
    /\b(?:java|javax|jakarta)\.[a-z]{1,60}\.\w|\borg\.(?:springframework|hibernate|apache|postgresql)\./,
    EXCEPTION,
  ],
  [
    /\bSELECT\b[^\0]{1,500}?\bFROM\b|\bINSERT\s{1,20}INTO\b|\bUPDATE\b[^\0]{1,200}?\bSET\b|\bDELETE\s{1,20}FROM\b/,
    SQL,
  ],
  [
    /\bselect\s{1,20}\*\s{1,20}from\b|\binsert\s{1,20}into\s{1,20}[\w."`]{1,100}\s{0,20}\([^)]{0,500}\)\s{0,20}values\b/i,
    SQL,
  ],
  [
    /\bselect\s[^\0]{1,200}?\sfrom\s{1,20}[\w."`]{1,100}\s{1,20}(?:where|limit|order\s{1,20}by|group\s{1,20}by|(?:inner\s{1,20}|left\s{1,20})?join)\s/i,
    SQL,
  ],
  [
    /\bupdate\s{1,20}[\w."`]{1,100}\s{1,20}set\s{1,20}[\w."`]{1,100}\s{0,20}=|\bdelete\s{1,20}from\s{1,20}[\w."`]{1,100}\s{1,20}where\b/i,
    SQL,
  ],
  [
    /\b(?:SQLSTATE|ORA-\d{5}|PG::\w|SQLITE_[A-Z]|ER_[A-Z]{1,60}_[A-Z]|ActiveRecord::|psycopg|sqlalchemy)/,
    DATABASE,
  ],
  [/\b(?:Sequelize\w{0,60}|Prisma\w{0,60}|QueryFailed|MongoServer|MongoNetwork)Error\b/, DATABASE],
  [
    /relation "[^"]{1,100}" does not exist|column "?[\w.]{1,100}"? does not exist|violates [\w-]{1,60}(?: \w{1,60})? constraint/i,
    DATABASE,
  ],
  [/duplicate key value|error in your SQL|no such (?:table|column): |syntax error at or near/i, DATABASE],
  [
    /unknown column '|duplicate entry '|deadlock (?:detected|found)|table '[^']{1,100}' doesn't exist/i,
    DATABASE,
  ],
  [
    /\b(?:postgres(?:ql)?|mysql2?|mariadb|mssql|sqlserver|sqlite3?|mongodb(?:\+srv)?|rediss?|amqps?|kafka|memcached|ldaps?|nats):\/\//i,
    CONNECTION,
  ],
  [
    /\bjdbc:\w{1,60}:|\b(?:Server|Host|Data Source)=[^\0;]{1,200};[^\0]{0,400}\b(?:Password|Pwd|User Id)=/i,
    CONNECTION,
  ],
  [
    /\bE(?:CONNREFUSED|CONNRESET|CONNABORTED|NOTFOUND|TIMEDOUT|HOSTUNREACH|AI_AGAIN|PIPE|ADDRINUSE)\b/,
    SYSTEM,
  ],
  [/\bE(?:NOENT|ACCES|MFILE|PERM)\b|\bgetaddrinfo\b|\bdial tcp\b/, SYSTEM],
  [/(?:password|passwd|secret_key)=\S/i, SECRET],
  [/-----BEGIN [A-Z ]{0,60}PRIVATE KEY-----|\bAKIA[0-9A-Z]{16}\b/, SECRET],
];

/** A source file with a line number. */
const SOURCE: Pattern = [
  /[\w$)]\.(?:[cm]?[jt]sx?|py|rb|php|java|kts?|scala|cs|go|rs|exs?|erl|cpp|swift):\d/,
  TRACE,
];

/** Patterns for bodies only, because proxies legitimately write such addresses and paths into headers. */
const BODY_PATTERNS: readonly Pattern[] = [
  [/(?<![\d.]|:\/\/)(?:10\.\d{1,3}|192\.168|172\.(?:1[6-9]|2\d|3[01]))\.\d{1,3}\.\d{1,3}:\d{2,5}\b/, ADDRESS],
  [/(?<![\w.:/-])\/(?:etc|var|usr|opt|srv|root|tmp|proc|mnt)\/[\w.-]/, PATH],
  [/(?<![\w.:/-])\/(?:home|Users)\/[\w.-]{1,100}\/[\w.-]/, PATH],
  [/\w\.(?:internal|local|lan)\b/i, ADDRESS],
  // Without one of these file extensions, the path may be part of a website.
  [
    /(?<![\w.:/-])\/[\w.-]{1,100}\/(?:[\w.@-]{1,100}\/){0,20}[\w.@-]{1,100}\.(?:[cm]?[jt]sx?|py|rb|php|jar|class|go|rs|cs|dll|so|env|ini|conf|cfg|toml|log|sock|db|sqlite3?|pem|key|sql|sh)\b/,
    PATH,
  ],
  [/(?<![\w])[A-Z]:\\[\w$. -]|\\\\[\w.-]{1,100}\\[\w$.-]{1,100}\\|file:\/\/\//, PATH],
];

/** Only this much of a response is searched. */
const MAX_CHARACTERS = 100_000;

const URLS = /https?:\/\/[^\s"'<>]+/gi;

/**
 * Returns which kind of server internals a response contains; undefined if none.
 *
 * @param texts the texts of the body, without JSON escapes
 * @param fields the header fields, each as `name: value`
 */
export function internalsIn(texts: readonly string[], fields: readonly string[]): string | undefined {
  const everywhere = joined([...texts, ...fields]);
  const found =
    PATTERNS.find(([pattern]) => pattern.test(everywhere)) ??
    // A URL may match the other patterns by chance.
    [SOURCE].find(([pattern]) => pattern.test(everywhere.replace(URLS, ' '))) ??
    BODY_PATTERNS.find(([pattern]) => pattern.test(joined(texts).replace(URLS, ' ')));
  return found?.[1];
}

/** Joins texts with a character that no pattern crosses: a SELECT in one text and a FROM in another are not SQL. */
function joined(texts: readonly string[]): string {
  return texts.join('\0').slice(0, MAX_CHARACTERS);
}
