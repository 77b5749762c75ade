// Generated from spec/ by `npm run build`. Do not edit.
import type { ContractData } from '../src/client/contract-data.ts';
import { inPath, inQuery } from '../src/client/parameters.ts';

export const contract: ContractData = {
  codes: {
    // No prototype, so that `constructor` is not a code.
    __proto__: null as never,
    "MISSING_API_TOKEN": {"meaning":"No API token provided","solution":"Include the Authorization header with your token"},
    "INVALID_API_TOKEN": {"meaning":"Token is invalid or revoked","solution":"Check your token or regenerate a new one"},
    "ACCOUNT_INACTIVE": {"meaning":"Account not activated","solution":"Complete a payment to activate your account"},
    "INSUFFICIENT_BALANCE": {"meaning":"Not enough credits","solution":"Purchase more credits","fields":{"required":{"minimum":1},"available":{"role":"balance","minimum":0}}},
    "INVALID_PLATFORM": {"meaning":"Unsupported platform specified","solution":"Use: tiktok, instagram, twitter, x, snapchat, or linkedin"},
    "INVALID_PARAMETERS": {"meaning":"Invalid query parameters","solution":"Check parameter types and values"},
    "NOT_FOUND": {"meaning":"Endpoint doesn't exist","solution":"Check the endpoint URL"},
    "RATE_LIMIT_EXCEEDED": {"meaning":"Too many requests","solution":"Wait `retry_after` seconds","retry":"wait","fields":{"retry_after":{"role":"wait","minimum":1}}},
    "INTERNAL_ERROR": {"meaning":"Server-side error occurred","solution":"Retry the request; contact support if persistent","retry":"backoff"},
    "SERVICE_UNAVAILABLE": {"meaning":"Service temporarily unavailable","solution":"Wait and retry; check status page","retry":"backoff"},
  },
  docs: "errors/{code}.html",
  credentials: [{"header":"Authorization","prefix":"Bearer "},{"header":"X-API-Token","prefix":""}],
  balance: "remaining_balance",
  operations: {
    "listPostsByUser": {"method":"GET","path":"/posts/by-user/{platform}/{username}","items":"posts","cursor":{"parameter":"cursor","field":"next_cursor"},"parameters":{"platform":inPath,"username":inPath,"limit":inQuery,"cursor":inQuery}},
    "listPostsByHashtag": {"method":"GET","path":"/posts/by-hashtag/{platform}/{hashtag}","items":"posts","cursor":{"parameter":"cursor","field":"next_cursor"},"parameters":{"platform":inPath,"hashtag":inPath,"limit":inQuery,"cursor":inQuery}},
  },
};
