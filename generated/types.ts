// Generated from spec/ by `npm run build`. Do not edit.

export interface paths {
    "/posts/by-user/{platform}/{username}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the posts of a user
         * @description Returns a page of the posts that one user published on one platform. If the user is unknown or has no posts, the
         *     response is a success with an empty list.
         */
        get: operations["listPostsByUser"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/posts/by-hashtag/{platform}/{hashtag}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the posts with a hashtag
         * @description Returns a page of the posts on one platform that have one hashtag. If the hashtag is unknown or has no posts, the
         *     response is a success with an empty list.
         */
        get: operations["listPostsByHashtag"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /**
         * @description A social-media platform. `x` and `twitter` are two names of the same platform.
         * @example tiktok
         * @enum {string}
         */
        Platform: "tiktok" | "instagram" | "twitter" | "x" | "snapchat" | "linkedin";
        /** @description The media of the post. */
        Media: {
            /**
             * @description The type of the media, or null if it is not known.
             * @example video
             * @enum {string|null}
             */
            type: "image" | "video" | "carousel" | "reel" | "story" | "text" | null;
            /**
             * @description The URLs of the media files.
             * @example [
             *       "https://media.example/7301234567890123456.mp4"
             *     ]
             */
            urls: string[];
        };
        /** @description The counts of likes, comments, shares and views of the post. */
        Engagement: {
            /**
             * @description The number of likes.
             * @example 1200
             */
            likes: number;
            /**
             * @description The number of comments.
             * @example 84
             */
            comments: number;
            /**
             * @description The number of shares.
             * @example 31
             */
            shares: number;
            /**
             * @description The number of views.
             * @example 56000
             */
            views: number;
            /**
             * @description The sum of `likes`, `comments` and `shares`.
             * @example 1315
             */
            total: number;
        };
        /** @description The author of the post. */
        Author: {
            /**
             * @description The author's user name on the platform, as in the URL of the profile.
             * @example natgeo
             */
            username: string;
            /**
             * @description The author's name as the platform shows it.
             * @example National Geographic
             */
            display_name: string;
            /**
             * @description The URL of the author's profile.
             * @example https://social.example/natgeo
             */
            profile_url: string;
            /**
             * @description The URL of the author's picture.
             * @example https://media.example/natgeo.jpg
             */
            avatar_url: string;
        };
        /** @description A post, as it was when the API collected it. All fields are always present. */
        Post: {
            /**
             * @description The number of the post in this API.
             * @example 481516
             */
            id: number;
            platform: components["schemas"]["Platform"];
            /**
             * @description The identifier of the post on the platform.
             * @example 7301234567890123456
             */
            platform_post_id: string;
            /**
             * @description The text of the post, or null if the post has no text.
             * @example Sunrise over the ridge #travel
             */
            content: string | null;
            /**
             * Format: uri
             * @description The URL of the post on the platform.
             * @example https://social.example/natgeo/7301234567890123456
             */
            post_url: string;
            /**
             * Format: date-time
             * @description The time when the post was published (RFC 3339), or null if the platform does not provide it.
             * @example 2026-01-15T08:30:00Z
             */
            published_at: string | null;
            media: components["schemas"]["Media"];
            engagement: components["schemas"]["Engagement"];
            author: components["schemas"]["Author"];
            /**
             * @description The hashtags in the post.
             * @example [
             *       "travel"
             *     ]
             */
            hashtags: string[];
            /**
             * @description The users mentioned in the post.
             * @example [
             *       "parkrangers"
             *     ]
             */
            mentions: string[];
            /**
             * Format: date-time
             * @description The time when the API collected the post (RFC 3339).
             * @example 2026-01-15T09:00:00Z
             */
            scraped_at: string;
        };
        /** @description A page of posts and the remaining balance. */
        PostsPageData: {
            /** @description The posts of this page, at most `limit`. The list is empty if there are no posts. */
            posts: components["schemas"]["Post"][];
            /**
             * @description The balance after this request, in whole credits.
             * @example 975
             */
            remaining_balance: number;
            /**
             * @description The `cursor` of the next page, or null on the last page. Following the cursors SHOULD reach an end: no cursor occurs
             *     twice in one listing.
             * @example eyJwYWdlIjoyfQ
             */
            next_cursor: string | null;
        };
        /**
         * INVALID_PLATFORM
         * @description Unsupported platform specified.
         */
        INVALID_PLATFORM: {
            /**
             * @description Unsupported platform specified. Use: tiktok, instagram, twitter, x, snapchat, or linkedin. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            code: "INVALID_PLATFORM";
            /**
             * @description A sentence for people. Show it; never branch on it.
             * @example Unsupported platform. Use: tiktok, instagram, twitter, x, snapchat, or linkedin.
             */
            message: string;
        };
        /**
         * INVALID_PARAMETERS
         * @description Invalid query parameters.
         */
        INVALID_PARAMETERS: {
            /**
             * @description Invalid query parameters. Check parameter types and values. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            code: "INVALID_PARAMETERS";
            /**
             * @description A sentence for people. Show it; never branch on it.
             * @example Invalid query parameters. Check parameter types and values.
             */
            message: string;
        };
        /**
         * MISSING_API_TOKEN
         * @description No API token provided.
         */
        MISSING_API_TOKEN: {
            /**
             * @description No API token provided. Include the Authorization header with your token. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            code: "MISSING_API_TOKEN";
            /**
             * @description A sentence for people. Show it; never branch on it.
             * @example No API token provided. Send it in the Authorization header.
             */
            message: string;
        };
        /**
         * INVALID_API_TOKEN
         * @description Token is invalid or revoked.
         */
        INVALID_API_TOKEN: {
            /**
             * @description Token is invalid or revoked. Check your token or regenerate a new one. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            code: "INVALID_API_TOKEN";
            /**
             * @description A sentence for people. Show it; never branch on it.
             * @example The API token is invalid or has been revoked.
             */
            message: string;
        };
        /**
         * INSUFFICIENT_BALANCE
         * @description Not enough credits.
         */
        INSUFFICIENT_BALANCE: {
            /**
             * @description Not enough credits. Purchase more credits. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            code: "INSUFFICIENT_BALANCE";
            /**
             * @description A sentence for people. Show it; never branch on it.
             * @example You need 50 credits but only have 25. Please purchase more credits.
             */
            message: string;
            /**
             * @description The cost of the request, in whole credits.
             * @example 50
             */
            required: number;
            /**
             * @description The balance of the account, in whole credits. It is less than `required`.
             * @example 25
             */
            available: number;
        };
        /**
         * ACCOUNT_INACTIVE
         * @description Account not activated.
         */
        ACCOUNT_INACTIVE: {
            /**
             * @description Account not activated. Complete a payment to activate your account. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            code: "ACCOUNT_INACTIVE";
            /**
             * @description A sentence for people. Show it; never branch on it.
             * @example Your account is not activated. Complete a payment to activate it.
             */
            message: string;
        };
        /**
         * NOT_FOUND
         * @description Endpoint doesn't exist.
         */
        NOT_FOUND: {
            /**
             * @description Endpoint doesn't exist. Check the endpoint URL. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            code: "NOT_FOUND";
            /**
             * @description A sentence for people. Show it; never branch on it.
             * @example This endpoint doesn't exist. Check the URL.
             */
            message: string;
        };
        /**
         * RATE_LIMIT_EXCEEDED
         * @description Too many requests.
         */
        RATE_LIMIT_EXCEEDED: {
            /**
             * @description Too many requests. Wait `retry_after` seconds. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            code: "RATE_LIMIT_EXCEEDED";
            /**
             * @description A sentence for people. Show it; never branch on it.
             * @example Too many requests. Please wait before trying again.
             */
            message: string;
            /**
             * @description The time to wait before making another request to any operation, in whole seconds.
             * @example 60
             */
            retry_after: number;
        };
        /**
         * INTERNAL_ERROR
         * @description Server-side error occurred.
         */
        INTERNAL_ERROR: {
            /**
             * @description Server-side error occurred. Retry the request; contact support if persistent. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            code: "INTERNAL_ERROR";
            /**
             * @description A sentence for people. Show it; never branch on it.
             * @example Something went wrong on our side. Please try again.
             */
            message: string;
        };
        /**
         * SERVICE_UNAVAILABLE
         * @description Service temporarily unavailable.
         */
        SERVICE_UNAVAILABLE: {
            /**
             * @description Service temporarily unavailable. Wait and retry; check status page. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            code: "SERVICE_UNAVAILABLE";
            /**
             * @description A sentence for people. Show it; never branch on it.
             * @example The service is temporarily unavailable. Please try again later.
             */
            message: string;
        };
    };
    responses: {
        /** @description A page of posts. */
        PostsPageResponse: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": {
                    /**
                     * @description `true`: the request succeeded.
                     * @constant
                     * @enum {boolean}
                     */
                    success: true;
                    data: components["schemas"]["PostsPageData"];
                    error?: never;
                };
            };
        };
        /** @description The platform is not supported, or a query parameter is invalid. */
        BadRequestResponse: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": {
                    /**
                     * @description `false`: the request failed. `error` describes the error.
                     * @constant
                     * @enum {boolean}
                     */
                    success: false;
                    /** @description The error. `code` identifies it. */
                    error: components["schemas"]["INVALID_PLATFORM"] | components["schemas"]["INVALID_PARAMETERS"];
                    data?: never;
                };
            };
        };
        /** @description The request has no token, or the token is not valid. */
        UnauthorizedResponse: {
            headers: {
                "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                [name: string]: unknown;
            };
            content: {
                "application/json": {
                    /**
                     * @description `false`: the request failed. `error` describes the error.
                     * @constant
                     * @enum {boolean}
                     */
                    success: false;
                    /** @description The error. `code` identifies it. */
                    error: components["schemas"]["MISSING_API_TOKEN"] | components["schemas"]["INVALID_API_TOKEN"];
                    data?: never;
                };
            };
        };
        /** @description The balance does not cover the cost of the request. */
        PaymentRequiredResponse: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": {
                    /**
                     * @description `false`: the request failed. `error` describes the error.
                     * @constant
                     * @enum {boolean}
                     */
                    success: false;
                    /** @description The error. `code` identifies it. */
                    error: components["schemas"]["INSUFFICIENT_BALANCE"];
                    data?: never;
                };
            };
        };
        /** @description The account is not allowed to use the API yet. */
        ForbiddenResponse: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": {
                    /**
                     * @description `false`: the request failed. `error` describes the error.
                     * @constant
                     * @enum {boolean}
                     */
                    success: false;
                    /** @description The error. `code` identifies it. */
                    error: components["schemas"]["ACCOUNT_INACTIVE"];
                    data?: never;
                };
            };
        };
        /** @description No operation has this path and method. */
        NotFoundResponse: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": {
                    /**
                     * @description `false`: the request failed. `error` describes the error.
                     * @constant
                     * @enum {boolean}
                     */
                    success: false;
                    /** @description The error. `code` identifies it. */
                    error: components["schemas"]["NOT_FOUND"];
                    data?: never;
                };
            };
        };
        /** @description The rate limit was exceeded. */
        TooManyRequestsResponse: {
            headers: {
                "Retry-After": components["headers"]["RetryAfter"];
                [name: string]: unknown;
            };
            content: {
                "application/json": {
                    /**
                     * @description `false`: the request failed. `error` describes the error.
                     * @constant
                     * @enum {boolean}
                     */
                    success: false;
                    /** @description The error. `code` identifies it. */
                    error: components["schemas"]["RATE_LIMIT_EXCEEDED"];
                    data?: never;
                };
            };
        };
        /** @description The API failed. The request may succeed later. */
        InternalServerErrorResponse: {
            headers: {
                "Retry-After": components["headers"]["RetryAfterHint"];
                [name: string]: unknown;
            };
            content: {
                "application/json": {
                    /**
                     * @description `false`: the request failed. `error` describes the error.
                     * @constant
                     * @enum {boolean}
                     */
                    success: false;
                    /** @description The error. `code` identifies it. */
                    error: components["schemas"]["INTERNAL_ERROR"];
                    data?: never;
                };
            };
        };
        /** @description The API is temporarily unavailable. */
        ServiceUnavailableResponse: {
            headers: {
                "Retry-After": components["headers"]["RetryAfterHint"];
                [name: string]: unknown;
            };
            content: {
                "application/json": {
                    /**
                     * @description `false`: the request failed. `error` describes the error.
                     * @constant
                     * @enum {boolean}
                     */
                    success: false;
                    /** @description The error. `code` identifies it. */
                    error: components["schemas"]["SERVICE_UNAVAILABLE"];
                    data?: never;
                };
            };
        };
    };
    parameters: {
        /**
         * @description The platform of the posts, in lower case: `TikTok` is not supported. `x` and `twitter` are the same platform.
         * @example tiktok
         */
        PlatformParameter: components["schemas"]["Platform"];
        /**
         * @description The user whose posts to list, spelled as on the platform. Any value is valid. An unknown user has no posts.
         * @example natgeo
         */
        UsernameParameter: string;
        /**
         * @description The maximum number of posts on a page: a whole number from 1 to 100 in decimal digits, without a sign or leading
         *     zeros.
         * @example 2
         */
        LimitParameter: number;
        /**
         * @description The `next_cursor` of the previous page, unchanged. It is an opaque string. Omit it to request the first page.
         * @example eyJwYWdlIjoyfQ
         */
        CursorParameter: string;
        /**
         * @description The hashtag of the posts to list. Any value is valid. An unknown hashtag has no posts.
         * @example travel
         */
        HashtagParameter: string;
    };
    requestBodies: never;
    headers: {
        /**
         * @description The challenge (RFC 9110 11.6.1). It names the authentication scheme of the token (RFC 6750 3).
         * @example Bearer
         */
        WwwAuthenticate: string;
        /**
         * @description The same wait as `retry_after` in the body, in seconds or as an HTTP-date (RFC 9110 10.2.3).
         * @example 60
         */
        RetryAfter: string;
        /**
         * @description The minimum time to wait before a retry, in seconds or as an HTTP-date (RFC 9110 10.2.3). If the header is missing,
         *     use exponential backoff.
         * @example 1
         */
        RetryAfterHint: string;
    };
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    listPostsByUser: {
        parameters: {
            query?: {
                /**
                 * @description The maximum number of posts on a page: a whole number from 1 to 100 in decimal digits, without a sign or leading
                 *     zeros.
                 * @example 2
                 */
                limit?: components["parameters"]["LimitParameter"];
                /**
                 * @description The `next_cursor` of the previous page, unchanged. It is an opaque string. Omit it to request the first page.
                 * @example eyJwYWdlIjoyfQ
                 */
                cursor?: components["parameters"]["CursorParameter"];
            };
            header?: never;
            path: {
                /**
                 * @description The platform of the posts, in lower case: `TikTok` is not supported. `x` and `twitter` are the same platform.
                 * @example tiktok
                 */
                platform: components["parameters"]["PlatformParameter"];
                /**
                 * @description The user whose posts to list, spelled as on the platform. Any value is valid. An unknown user has no posts.
                 * @example natgeo
                 */
                username: components["parameters"]["UsernameParameter"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["PostsPageResponse"];
            400: components["responses"]["BadRequestResponse"];
            401: components["responses"]["UnauthorizedResponse"];
            402: components["responses"]["PaymentRequiredResponse"];
            403: components["responses"]["ForbiddenResponse"];
            404: components["responses"]["NotFoundResponse"];
            429: components["responses"]["TooManyRequestsResponse"];
            500: components["responses"]["InternalServerErrorResponse"];
            503: components["responses"]["ServiceUnavailableResponse"];
        };
    };
    listPostsByHashtag: {
        parameters: {
            query?: {
                /**
                 * @description The maximum number of posts on a page: a whole number from 1 to 100 in decimal digits, without a sign or leading
                 *     zeros.
                 * @example 2
                 */
                limit?: components["parameters"]["LimitParameter"];
                /**
                 * @description The `next_cursor` of the previous page, unchanged. It is an opaque string. Omit it to request the first page.
                 * @example eyJwYWdlIjoyfQ
                 */
                cursor?: components["parameters"]["CursorParameter"];
            };
            header?: never;
            path: {
                /**
                 * @description The platform of the posts, in lower case: `TikTok` is not supported. `x` and `twitter` are the same platform.
                 * @example tiktok
                 */
                platform: components["parameters"]["PlatformParameter"];
                /**
                 * @description The hashtag of the posts to list. Any value is valid. An unknown hashtag has no posts.
                 * @example travel
                 */
                hashtag: components["parameters"]["HashtagParameter"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["PostsPageResponse"];
            400: components["responses"]["BadRequestResponse"];
            401: components["responses"]["UnauthorizedResponse"];
            402: components["responses"]["PaymentRequiredResponse"];
            403: components["responses"]["ForbiddenResponse"];
            404: components["responses"]["NotFoundResponse"];
            429: components["responses"]["TooManyRequestsResponse"];
            500: components["responses"]["InternalServerErrorResponse"];
            503: components["responses"]["ServiceUnavailableResponse"];
        };
    };
}
