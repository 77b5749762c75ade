// Generated from spec/ by `npm run build`. Do not edit.
import type { SuccessData } from '../src/server/success-data.ts';
import type { operations } from './types.ts';

/** The `data` of a success, by `operationId`. */
export interface SuccessDataOf {
  "listPostsByUser": operations["listPostsByUser"]['responses'][200]['content']["application/json"]['data'];
  "listPostsByHashtag": operations["listPostsByHashtag"]['responses'][200]['content']["application/json"]['data'];
}

export const successes: Readonly<Record<string, SuccessData>> = {
  "listPostsByUser": {
    "status": 200,
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
  },
  "listPostsByHashtag": {
    "status": 200,
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
  },
};
