// Generated from spec/ by `npm run build`. Do not edit.
import type { components } from './types.ts';

/** The version of the contract. */
export const version = "1.0.0";

/** The sandbox responds to this token with a success. */
export const successToken = "test_ok";

/** The error catalogue: the rules of the contract for each code. */
export const errors = {
  "MISSING_API_TOKEN": {
    "code": "MISSING_API_TOKEN",
    "status": 401,
    "category": "Authentication",
    "since": "1.0.0",
    "meaning": "No API token provided",
    "solution": "Include the Authorization header with your token",
    "occurs": "The request has no token: neither an `Authorization: Bearer` header nor an `X-API-Token` header. A token in the query string is ignored.",
    "causes": [],
    "deprecated": false,
    "changes": [],
    "retry": "never",
    "trigger": "token-missing",
    "fields": [],
    "relations": [],
    "headers": [
      {
        "name": "WWW-Authenticate",
        "level": "SHOULD",
        "description": "The challenge (RFC 9110 11.6.1). It names the authentication scheme of the token (RFC 6750 3).",
        "example": "Bearer"
      }
    ],
    "example": {
      "success": false,
      "error": {
        "code": "MISSING_API_TOKEN",
        "message": "No API token provided. Send it in the Authorization header."
      }
    },
    "testToken": "test_missing_api_token",
    "operations": [
      "listPostsByUser",
      "listPostsByHashtag"
    ],
    "docs": "errors/MISSING_API_TOKEN.html"
  },
  "INVALID_API_TOKEN": {
    "code": "INVALID_API_TOKEN",
    "status": 401,
    "category": "Authentication",
    "since": "1.0.0",
    "meaning": "Token is invalid or revoked",
    "solution": "Check your token or regenerate a new one",
    "occurs": "The token of the request was never issued, or it has been revoked.",
    "causes": [
      "The token was revoked, for example because somebody generated a new one."
    ],
    "deprecated": false,
    "changes": [],
    "retry": "never",
    "trigger": "token-unknown",
    "fields": [],
    "relations": [],
    "headers": [
      {
        "name": "WWW-Authenticate",
        "level": "SHOULD",
        "description": "The challenge (RFC 9110 11.6.1). It names the authentication scheme of the token (RFC 6750 3).",
        "example": "Bearer"
      }
    ],
    "example": {
      "success": false,
      "error": {
        "code": "INVALID_API_TOKEN",
        "message": "The API token is invalid or has been revoked."
      }
    },
    "testToken": "test_invalid_api_token",
    "operations": [
      "listPostsByUser",
      "listPostsByHashtag"
    ],
    "docs": "errors/INVALID_API_TOKEN.html"
  },
  "ACCOUNT_INACTIVE": {
    "code": "ACCOUNT_INACTIVE",
    "status": 403,
    "category": "Authentication",
    "since": "1.0.0",
    "meaning": "Account not activated",
    "solution": "Complete a payment to activate your account",
    "occurs": "The token is valid, but the account has not been activated by a payment.",
    "causes": [
      "The account is new, and no payment has been completed.",
      "The token belongs to another account, which is not active."
    ],
    "deprecated": false,
    "changes": [],
    "retry": "never",
    "trigger": "account",
    "fields": [],
    "relations": [],
    "headers": [],
    "example": {
      "success": false,
      "error": {
        "code": "ACCOUNT_INACTIVE",
        "message": "Your account is not activated. Complete a payment to activate it."
      }
    },
    "testToken": "test_account_inactive",
    "operations": [
      "listPostsByUser",
      "listPostsByHashtag"
    ],
    "docs": "errors/ACCOUNT_INACTIVE.html"
  },
  "INSUFFICIENT_BALANCE": {
    "code": "INSUFFICIENT_BALANCE",
    "status": 402,
    "category": "Balance",
    "since": "1.0.0",
    "meaning": "Not enough credits",
    "solution": "Purchase more credits",
    "occurs": "The request costs more credits than the account has.",
    "causes": [
      "Earlier requests used the credits. Each successful request costs credits.",
      "Several programs use the same account, and nobody monitors `remaining_balance`."
    ],
    "deprecated": false,
    "changes": [],
    "retry": "never",
    "trigger": "balance",
    "fields": [
      {
        "name": "required",
        "type": "integer",
        "description": "The cost of the request, in whole credits.",
        "minimum": 1,
        "example": 50
      },
      {
        "name": "available",
        "type": "integer",
        "description": "The balance of the account, in whole credits. It is less than `required`.",
        "minimum": 0,
        "role": "balance",
        "example": 25
      }
    ],
    "relations": [
      {
        "field": "available",
        "level": "MUST",
        "lessThan": "required"
      }
    ],
    "headers": [],
    "example": {
      "success": false,
      "error": {
        "code": "INSUFFICIENT_BALANCE",
        "message": "You need 50 credits but only have 25. Please purchase more credits.",
        "required": 50,
        "available": 25
      }
    },
    "testToken": "test_insufficient_balance",
    "operations": [
      "listPostsByUser",
      "listPostsByHashtag"
    ],
    "docs": "errors/INSUFFICIENT_BALANCE.html"
  },
  "INVALID_PLATFORM": {
    "code": "INVALID_PLATFORM",
    "status": 400,
    "category": "Request",
    "since": "1.0.0",
    "meaning": "Unsupported platform specified",
    "solution": "Use: tiktok, instagram, twitter, x, snapchat, or linkedin",
    "occurs": "The platform in the path is not one of the six supported values. The values are in lower case: `TikTok` is not supported.",
    "causes": [],
    "deprecated": false,
    "changes": [],
    "retry": "never",
    "trigger": "parameter-invalid",
    "fields": [],
    "relations": [],
    "headers": [],
    "example": {
      "success": false,
      "error": {
        "code": "INVALID_PLATFORM",
        "message": "Unsupported platform. Use: tiktok, instagram, twitter, x, snapchat, or linkedin."
      }
    },
    "testToken": "test_invalid_platform",
    "operations": [
      "listPostsByUser",
      "listPostsByHashtag"
    ],
    "docs": "errors/INVALID_PLATFORM.html"
  },
  "INVALID_PARAMETERS": {
    "code": "INVALID_PARAMETERS",
    "status": 400,
    "category": "Request",
    "since": "1.0.0",
    "meaning": "Invalid query parameters",
    "solution": "Check parameter types and values",
    "occurs": "A query parameter has an invalid form or is out of range. `limit` must be a whole number from 1 to 100 in decimal digits, without a sign or leading zeros.",
    "causes": [],
    "deprecated": false,
    "changes": [],
    "retry": "never",
    "trigger": "parameter-invalid",
    "fields": [],
    "relations": [],
    "headers": [],
    "example": {
      "success": false,
      "error": {
        "code": "INVALID_PARAMETERS",
        "message": "Invalid query parameters. Check parameter types and values."
      }
    },
    "testToken": "test_invalid_parameters",
    "operations": [
      "listPostsByUser",
      "listPostsByHashtag"
    ],
    "docs": "errors/INVALID_PARAMETERS.html"
  },
  "NOT_FOUND": {
    "code": "NOT_FOUND",
    "status": 404,
    "category": "Request",
    "since": "1.0.0",
    "meaning": "Endpoint doesn't exist",
    "solution": "Check the endpoint URL",
    "occurs": "No operation has the path and method of the request. An unknown user or hashtag does not cause this error: the response is a success with an empty list.",
    "causes": [],
    "deprecated": false,
    "changes": [],
    "retry": "never",
    "trigger": "path-unknown",
    "fields": [],
    "relations": [],
    "headers": [],
    "example": {
      "success": false,
      "error": {
        "code": "NOT_FOUND",
        "message": "This endpoint doesn't exist. Check the URL."
      }
    },
    "testToken": "test_not_found",
    "operations": [
      "listPostsByUser",
      "listPostsByHashtag"
    ],
    "docs": "errors/NOT_FOUND.html"
  },
  "RATE_LIMIT_EXCEEDED": {
    "code": "RATE_LIMIT_EXCEEDED",
    "status": 429,
    "category": "Rate limiting",
    "since": "1.0.0",
    "meaning": "Too many requests",
    "solution": "Wait `retry_after` seconds",
    "occurs": "More requests were sent than the rate limit allows. The limit ensures fair usage.",
    "causes": [
      "The program sends requests in parallel, or in a loop without pauses.",
      "Several programs send requests with the same token.",
      "The program sends a request again before `retry_after` seconds have passed."
    ],
    "deprecated": false,
    "changes": [],
    "retry": "wait",
    "trigger": "rate",
    "fields": [
      {
        "name": "retry_after",
        "type": "integer",
        "description": "The time to wait before making another request to any operation, in whole seconds.",
        "minimum": 1,
        "role": "wait",
        "example": 60
      }
    ],
    "relations": [],
    "headers": [
      {
        "name": "Retry-After",
        "level": "SHOULD",
        "equals": "retry_after",
        "description": "The same wait as `retry_after` in the body, in seconds or as an HTTP-date (RFC 9110 10.2.3).",
        "example": "60"
      }
    ],
    "example": {
      "success": false,
      "error": {
        "code": "RATE_LIMIT_EXCEEDED",
        "message": "Too many requests. Please wait before trying again.",
        "retry_after": 60
      }
    },
    "testToken": "test_rate_limit_exceeded",
    "operations": [
      "listPostsByUser",
      "listPostsByHashtag"
    ],
    "docs": "errors/RATE_LIMIT_EXCEEDED.html"
  },
  "INTERNAL_ERROR": {
    "code": "INTERNAL_ERROR",
    "status": 500,
    "category": "Server",
    "since": "1.0.0",
    "meaning": "Server-side error occurred",
    "solution": "Retry the request; contact support if persistent",
    "occurs": "The API failed while it processed the request.",
    "causes": [
      "A part of the API failed. The request itself can be correct."
    ],
    "deprecated": false,
    "changes": [],
    "retry": "backoff",
    "trigger": "server",
    "fields": [],
    "relations": [],
    "headers": [
      {
        "name": "Retry-After",
        "level": "MAY",
        "description": "The minimum time to wait before a retry, in seconds or as an HTTP-date (RFC 9110 10.2.3). If the header is missing,\nuse exponential backoff.",
        "example": "1"
      }
    ],
    "example": {
      "success": false,
      "error": {
        "code": "INTERNAL_ERROR",
        "message": "Something went wrong on our side. Please try again."
      }
    },
    "testToken": "test_internal_error",
    "operations": [
      "listPostsByUser",
      "listPostsByHashtag"
    ],
    "docs": "errors/INTERNAL_ERROR.html"
  },
  "SERVICE_UNAVAILABLE": {
    "code": "SERVICE_UNAVAILABLE",
    "status": 503,
    "category": "Server",
    "since": "1.0.0",
    "meaning": "Service temporarily unavailable",
    "solution": "Wait and retry; check status page",
    "occurs": "The API temporarily cannot process requests.",
    "causes": [
      "The API is overloaded for a short time.",
      "The API is under maintenance."
    ],
    "deprecated": false,
    "changes": [],
    "retry": "backoff",
    "trigger": "server",
    "fields": [],
    "relations": [],
    "headers": [
      {
        "name": "Retry-After",
        "level": "MAY",
        "description": "The minimum time to wait before a retry, in seconds or as an HTTP-date (RFC 9110 10.2.3). If the header is missing,\nuse exponential backoff.",
        "example": "1"
      }
    ],
    "example": {
      "success": false,
      "error": {
        "code": "SERVICE_UNAVAILABLE",
        "message": "The service is temporarily unavailable. Please try again later."
      }
    },
    "testToken": "test_service_unavailable",
    "operations": [
      "listPostsByUser",
      "listPostsByHashtag"
    ],
    "docs": "errors/SERVICE_UNAVAILABLE.html"
  }
} as const;

/** An error code of the contract. */
export type ErrorCode = keyof typeof errors;

/** The `error` object of a response with this code: `code`, `message` and the additional fields of the code. */
export type ErrorOf<Code extends ErrorCode> = components['schemas'][Code];
