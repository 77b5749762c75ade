<?php
// The Social Data API on PHP's own web server. DEFAULTS=1 in the environment: unknown paths, uncaught exceptions and the
// conversion of parameters are those of PHP.
//
//   php -S 127.0.0.1:0 server.php

const PLATFORMS = ['tiktok', 'instagram', 'twitter', 'x', 'snapchat', 'linkedin'];
const TOTAL = 45;
const PRICE = 2;

class ApiError extends Exception
{
    public function __construct(public string $name, public array $fields = [])
    {
        parent::__construct($name);
    }
}

function catalogue(): array
{
    $file = __DIR__ . '/../../../../generated/errors.json';
    return array_column(json_decode(file_get_contents($file), true)['errors'], null, 'code');
}

function respond(int $status, array $body): void
{
    http_response_code($status);
    header('Content-Type: application/json');
    echo json_encode($body, JSON_UNESCAPED_UNICODE | JSON_PRESERVE_ZERO_FRACTION);
}

function respond_error(ApiError $error): void
{
    ['status' => $status, 'example' => $example] = catalogue()[$error->name];
    $body = array_merge($example['error'], $error->fields);
    if ($status === 401) {
        header('WWW-Authenticate: Bearer');
    }
    if (isset($body['retry_after'])) {
        header('Retry-After: ' . $body['retry_after']);
    }
    respond($status, ['success' => false, 'error' => $body]);
}

function authenticate(): array
{
    $token = $_SERVER['HTTP_X_API_TOKEN'] ?? '';
    if (preg_match('/^bearer +(\S+)$/iD', $_SERVER['HTTP_AUTHORIZATION'] ?? '', $match)) {
        $token = $match[1];
    }
    if ($token === '') {
        throw new ApiError('MISSING_API_TOKEN');
    }
    // Demo keys show each error to the developers of clients.
    $code = strtoupper(substr($token, 5));
    if ($token === 'demo-' . strtolower($code) && isset(catalogue()[$code])) {
        throw new ApiError($code);
    }
    $usual = ['key' => $token, 'balance' => 50, 'active' => true, 'limited' => false, 'store' => 'hot'];
    $accounts = [
        'key-of-ada-5d1c' => ['balance' => 1_000_000],
        'key-of-bob-80fe' => ['balance' => 1],
        'key-of-eve-37aa' => ['active' => false],
        'key-of-max-c402' => ['limited' => true],
        'key-of-kim-19be' => ['store' => 'cold'],
        'key-of-lou-6e93' => ['store' => 'lost'],
    ];
    if (!array_key_exists($token, $accounts)) {
        throw new ApiError('INVALID_API_TOKEN');
    }
    $account = array_merge($usual, $accounts[$token]);
    if (!$account['active']) {
        throw new ApiError('ACCOUNT_INACTIVE');
    }
    if ($account['limited']) {
        throw new ApiError('RATE_LIMIT_EXCEEDED', ['retry_after' => 30]);
    }
    return $account;
}

/** Charges a page, and returns the remaining balance. The spent credits are in a file, because a request is a process. */
function charge(array $account): int
{
    $file = fopen(sys_get_temp_dir() . '/spent-' . $_SERVER['SERVER_PORT'] . '-' . $account['key'], 'c+');
    flock($file, LOCK_EX);
    $spent = (int) stream_get_contents($file);
    $balance = $account['balance'] - $spent;
    if ($balance < PRICE) {
        throw new ApiError('INSUFFICIENT_BALANCE', ['required' => PRICE, 'available' => $balance]);
    }
    rewind($file);
    fwrite($file, (string) ($spent + PRICE));
    fclose($file);
    return $balance - PRICE;
}

function read_limit(bool $defaults): int
{
    $text = $_GET['limit'] ?? '20';
    if (!$defaults && !(is_string($text) && preg_match('/^[1-9][0-9]{0,2}$/D', $text))) {
        throw new ApiError('INVALID_PARAMETERS');
    }
    $limit = (int) $text;
    if ($limit < 1 || $limit > 100) {
        throw new ApiError('INVALID_PARAMETERS');
    }
    return $limit;
}

function page(string $kind, string $platform, string $name, bool $defaults): array
{
    $account = authenticate();
    if (!in_array($platform, PLATFORMS, true)) {
        throw new ApiError('INVALID_PLATFORM');
    }
    $limit = read_limit($defaults);
    if ($account['store'] === 'cold') {
        throw new ApiError('SERVICE_UNAVAILABLE');
    }
    if ($account['store'] === 'lost') {
        throw new RuntimeException('The shelf is empty.');
    }
    $cursor = $_GET['cursor'] ?? '';
    $start = is_string($cursor) && preg_match('/^[0-9]{1,3}$/D', $cursor) ? (int) $cursor : 0;
    $end = min($start + $limit, TOTAL);
    $posts = [];
    for ($index = $start; $index < $end; $index++) {
        $posts[] = make_post($kind, $platform === 'x' ? 'twitter' : $platform, $name, $index);
    }
    $next = $end < TOTAL ? (string) $end : null;
    return ['posts' => $posts, 'remaining_balance' => charge($account), 'next_cursor' => $next];
}

function make_post(string $kind, string $platform, string $name, int $index): array
{
    $username = $kind === 'user' ? $name : 'walker' . $index % 5;
    $home = "https://$platform.example/" . rawurlencode($username);
    return [
        'id' => 300 + $index,
        'platform' => $platform,
        'platform_post_id' => "$index",
        'content' => $index % 7 === 6 ? null : "Été $index",
        'post_url' => "$home/$index",
        'published_at' => $index % 9 === 8 ? null : gmdate('c', 1_775_000_000 + 3600 * $index),
        'media' => ['type' => 'image', 'urls' => $index % 2 ? [] : ["$home/$index.jpg"]],
        'engagement' => ['likes' => $index, 'comments' => 1, 'shares' => 1, 'views' => 7 * $index, 'total' => $index + 2],
        'author' => [
            'username' => $username,
            'display_name' => $username,
            'profile_url' => $home,
            'avatar_url' => "$home/face",
        ],
        'hashtags' => $kind === 'hashtag' ? [$name] : [],
        'mentions' => [],
        'scraped_at' => '2026-05-02T00:00:00Z',
    ];
}

$defaults = getenv('DEFAULTS') === '1';
$path = strtok($_SERVER['REQUEST_URI'], '?');
$isRead = in_array($_SERVER['REQUEST_METHOD'], ['GET', 'HEAD'], true);
$isRoute = preg_match('~^/api/v1/posts/by-(user|hashtag)/([^/]+)/([^/]+)$~D', $path, $match);
if ($defaults && !$isRoute) {
    // The web server then looks for a file.
    return false;
}
try {
    if (!$isRoute || !$isRead) {
        authenticate();
        throw new ApiError('NOT_FOUND');
    }
    respond(200, ['success' => true, 'data' => page($match[1], rawurldecode($match[2]), rawurldecode($match[3]), $defaults)]);
} catch (ApiError $error) {
    respond_error($error);
} catch (Throwable $error) {
    if ($defaults) {
        throw $error;
    }
    respond_error(new ApiError('INTERNAL_ERROR'));
}
