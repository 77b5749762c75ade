// Generated from spec/ by `npm run build`. Do not edit.
import type { SuccessData } from '../src/server/success-data.ts';
import type { operations } from './types.ts';

/** The status and the `data` of each success, by `operationId`. The main success is the first. */
export interface SuccessesOf {
  "listPostsByUser": [{ status: 200; data: operations["listPostsByUser"]['responses'][200]['content']["application/json"]['data'] }];
  "listPostsByHashtag": [{ status: 200; data: operations["listPostsByHashtag"]['responses'][200]['content']["application/json"]['data'] }];
}

/** The successes of each operation, in the same order. */
export const successes: Readonly<Record<string, readonly SuccessData[]>> = {
  "listPostsByUser": [
    {
      "status": 200,
      "headers": {},
      "content": {
        "mediaType": "application/json",
        "fields": [
          "posts",
          "remaining_balance",
          "next_cursor"
        ],
        "relations": [
          {
            "path": [
              "data",
              "posts",
              "*",
              "engagement"
            ],
            "relation": {
              "field": "total",
              "level": "MUST",
              "sum": [
                "likes",
                "comments",
                "shares"
              ]
            }
          }
        ],
        "example": {
          "success": true,
          "data": {
            "posts": [
              {
                "id": 481516,
                "platform": "tiktok",
                "platform_post_id": "7301234567890123456",
                "content": "Sunrise over the ridge #travel @parkrangers",
                "post_url": "https://social.example/natgeo/7301234567890123456",
                "published_at": "2026-01-15T08:30:00Z",
                "media": {
                  "type": "video",
                  "urls": [
                    "https://media.example/7301234567890123456.mp4"
                  ]
                },
                "engagement": {
                  "likes": 1200,
                  "comments": 84,
                  "shares": 31,
                  "views": 56000,
                  "total": 1315
                },
                "author": {
                  "username": "natgeo",
                  "display_name": "National Geographic",
                  "profile_url": "https://social.example/natgeo",
                  "avatar_url": "https://media.example/natgeo.jpg"
                },
                "hashtags": [
                  "travel"
                ],
                "mentions": [
                  "parkrangers"
                ],
                "scraped_at": "2026-01-15T09:00:00Z"
              },
              {
                "id": 481517,
                "platform": "tiktok",
                "platform_post_id": "7301234567890123457",
                "content": null,
                "post_url": "https://social.example/natgeo/7301234567890123457",
                "published_at": null,
                "media": {
                  "type": null,
                  "urls": []
                },
                "engagement": {
                  "likes": 0,
                  "comments": 0,
                  "shares": 0,
                  "views": 12,
                  "total": 0
                },
                "author": {
                  "username": "natgeo",
                  "display_name": "National Geographic",
                  "profile_url": "https://social.example/natgeo",
                  "avatar_url": "https://media.example/natgeo.jpg"
                },
                "hashtags": [],
                "mentions": [],
                "scraped_at": "2026-01-15T09:00:00Z"
              }
            ],
            "remaining_balance": 975,
            "next_cursor": "eyJwYWdlIjoyfQ"
          }
        }
      }
    }
  ],
  "listPostsByHashtag": [
    {
      "status": 200,
      "headers": {},
      "content": {
        "mediaType": "application/json",
        "fields": [
          "posts",
          "remaining_balance",
          "next_cursor"
        ],
        "relations": [
          {
            "path": [
              "data",
              "posts",
              "*",
              "engagement"
            ],
            "relation": {
              "field": "total",
              "level": "MUST",
              "sum": [
                "likes",
                "comments",
                "shares"
              ]
            }
          }
        ],
        "example": {
          "success": true,
          "data": {
            "posts": [
              {
                "id": 481516,
                "platform": "tiktok",
                "platform_post_id": "7301234567890123456",
                "content": "Sunrise over the ridge #travel @parkrangers",
                "post_url": "https://social.example/natgeo/7301234567890123456",
                "published_at": "2026-01-15T08:30:00Z",
                "media": {
                  "type": "video",
                  "urls": [
                    "https://media.example/7301234567890123456.mp4"
                  ]
                },
                "engagement": {
                  "likes": 1200,
                  "comments": 84,
                  "shares": 31,
                  "views": 56000,
                  "total": 1315
                },
                "author": {
                  "username": "natgeo",
                  "display_name": "National Geographic",
                  "profile_url": "https://social.example/natgeo",
                  "avatar_url": "https://media.example/natgeo.jpg"
                },
                "hashtags": [
                  "travel"
                ],
                "mentions": [
                  "parkrangers"
                ],
                "scraped_at": "2026-01-15T09:00:00Z"
              },
              {
                "id": 481517,
                "platform": "tiktok",
                "platform_post_id": "7301234567890123457",
                "content": null,
                "post_url": "https://social.example/natgeo/7301234567890123457",
                "published_at": null,
                "media": {
                  "type": null,
                  "urls": []
                },
                "engagement": {
                  "likes": 0,
                  "comments": 0,
                  "shares": 0,
                  "views": 12,
                  "total": 0
                },
                "author": {
                  "username": "natgeo",
                  "display_name": "National Geographic",
                  "profile_url": "https://social.example/natgeo",
                  "avatar_url": "https://media.example/natgeo.jpg"
                },
                "hashtags": [],
                "mentions": [],
                "scraped_at": "2026-01-15T09:00:00Z"
              }
            ],
            "remaining_balance": 975,
            "next_cursor": "eyJwYWdlIjoyfQ"
          }
        }
      }
    }
  ],
};
