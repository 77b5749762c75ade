// Generated from spec/ by `npm run build`. Do not edit.
var __create = Object.create;
var __defProp = Object.defineProperty;
var __getOwnPropDesc = Object.getOwnPropertyDescriptor;
var __getOwnPropNames = Object.getOwnPropertyNames;
var __getProtoOf = Object.getPrototypeOf, __hasOwnProp = Object.prototype.hasOwnProperty;
var __esm = (fn, res, err) => function() {
  if (err) throw err[0];
  try {
    return fn && (res = (0, fn[__getOwnPropNames(fn)[0]])(fn = 0)), res;
  } catch (e) {
    throw err = [e], e;
  }
};
var __commonJS = (cb, mod) => function() {
  try {
    return mod || (0, cb[__getOwnPropNames(cb)[0]])((mod = { exports: {} }).exports, mod), mod.exports;
  } catch (e) {
    throw mod = 0, e;
  }
};
var __export = (target, all) => {
  for (var name in all)
    __defProp(target, name, { get: all[name], enumerable: !0 });
}, __copyProps = (to, from, except, desc) => {
  if (from && typeof from == "object" || typeof from == "function")
    for (let key of __getOwnPropNames(from))
      !__hasOwnProp.call(to, key) && key !== except && __defProp(to, key, { get: () => from[key], enumerable: !(desc = __getOwnPropDesc(from, key)) || desc.enumerable });
  return to;
};
var __toESM = (mod, isNodeMode, target) => (target = mod != null ? __create(__getProtoOf(mod)) : {}, __copyProps(
  // If the importer is in node compatibility mode or this is not an ESM
  // file that has been converted to a CommonJS file using a Babel-
  // compatible transform (i.e. "__esModule" has not been set), then set
  // "default" to the CommonJS "module.exports" for node compatibility.
  isNodeMode || !mod || !mod.__esModule ? __defProp(target, "default", { value: mod, enumerable: !0 }) : target,
  mod
)), __toCommonJS = (mod) => __copyProps(__defProp({}, "__esModule", { value: !0 }), mod);

// node_modules/ajv-formats/dist/formats.js
var require_formats = __commonJS({
  "node_modules/ajv-formats/dist/formats.js"(exports) {
    "use strict";
    Object.defineProperty(exports, "__esModule", { value: !0 });
    exports.formatNames = exports.fastFormats = exports.fullFormats = void 0;
    function fmtDef(validate, compare) {
      return { validate, compare };
    }
    exports.fullFormats = {
      // date: http://tools.ietf.org/html/rfc3339#section-5.6
      date: fmtDef(date, compareDate),
      // date-time: http://tools.ietf.org/html/rfc3339#section-5.6
      time: fmtDef(getTime(!0), compareTime),
      "date-time": fmtDef(getDateTime(!0), compareDateTime),
      "iso-time": fmtDef(getTime(), compareIsoTime),
      "iso-date-time": fmtDef(getDateTime(), compareIsoDateTime),
      // duration: https://tools.ietf.org/html/rfc3339#appendix-A
      duration: /^P(?!$)((\d+Y)?(\d+M)?(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+S)?)?|(\d+W)?)$/,
      uri,
      "uri-reference": /^(?:[a-z][a-z0-9+\-.]*:)?(?:\/?\/(?:(?:[a-z0-9\-._~!$&'()*+,;=:]|%[0-9a-f]{2})*@)?(?:\[(?:(?:(?:(?:[0-9a-f]{1,4}:){6}|::(?:[0-9a-f]{1,4}:){5}|(?:[0-9a-f]{1,4})?::(?:[0-9a-f]{1,4}:){4}|(?:(?:[0-9a-f]{1,4}:){0,1}[0-9a-f]{1,4})?::(?:[0-9a-f]{1,4}:){3}|(?:(?:[0-9a-f]{1,4}:){0,2}[0-9a-f]{1,4})?::(?:[0-9a-f]{1,4}:){2}|(?:(?:[0-9a-f]{1,4}:){0,3}[0-9a-f]{1,4})?::[0-9a-f]{1,4}:|(?:(?:[0-9a-f]{1,4}:){0,4}[0-9a-f]{1,4})?::)(?:[0-9a-f]{1,4}:[0-9a-f]{1,4}|(?:(?:25[0-5]|2[0-4]\d|[01]?\d\d?)\.){3}(?:25[0-5]|2[0-4]\d|[01]?\d\d?))|(?:(?:[0-9a-f]{1,4}:){0,5}[0-9a-f]{1,4})?::[0-9a-f]{1,4}|(?:(?:[0-9a-f]{1,4}:){0,6}[0-9a-f]{1,4})?::)|[Vv][0-9a-f]+\.[a-z0-9\-._~!$&'()*+,;=:]+)\]|(?:(?:25[0-5]|2[0-4]\d|[01]?\d\d?)\.){3}(?:25[0-5]|2[0-4]\d|[01]?\d\d?)|(?:[a-z0-9\-._~!$&'"()*+,;=]|%[0-9a-f]{2})*)(?::\d*)?(?:\/(?:[a-z0-9\-._~!$&'"()*+,;=:@]|%[0-9a-f]{2})*)*|\/(?:(?:[a-z0-9\-._~!$&'"()*+,;=:@]|%[0-9a-f]{2})+(?:\/(?:[a-z0-9\-._~!$&'"()*+,;=:@]|%[0-9a-f]{2})*)*)?|(?:[a-z0-9\-._~!$&'"()*+,;=:@]|%[0-9a-f]{2})+(?:\/(?:[a-z0-9\-._~!$&'"()*+,;=:@]|%[0-9a-f]{2})*)*)?(?:\?(?:[a-z0-9\-._~!$&'"()*+,;=:@/?]|%[0-9a-f]{2})*)?(?:#(?:[a-z0-9\-._~!$&'"()*+,;=:@/?]|%[0-9a-f]{2})*)?$/i,
      // uri-template: https://tools.ietf.org/html/rfc6570
      "uri-template": /^(?:(?:[^\x00-\x20"'<>%\\^`{|}]|%[0-9a-f]{2})|\{[+#./;?&=,!@|]?(?:[a-z0-9_]|%[0-9a-f]{2})+(?::[1-9][0-9]{0,3}|\*)?(?:,(?:[a-z0-9_]|%[0-9a-f]{2})+(?::[1-9][0-9]{0,3}|\*)?)*\})*$/i,
      // For the source: https://gist.github.com/dperini/729294
      // For test cases: https://mathiasbynens.be/demo/url-regex
      url: /^(?:https?|ftp):\/\/(?:\S+(?::\S*)?@)?(?:(?!(?:10|127)(?:\.\d{1,3}){3})(?!(?:169\.254|192\.168)(?:\.\d{1,3}){2})(?!172\.(?:1[6-9]|2\d|3[0-1])(?:\.\d{1,3}){2})(?:[1-9]\d?|1\d\d|2[01]\d|22[0-3])(?:\.(?:1?\d{1,2}|2[0-4]\d|25[0-5])){2}(?:\.(?:[1-9]\d?|1\d\d|2[0-4]\d|25[0-4]))|(?:(?:[a-z0-9\u{00a1}-\u{ffff}]+-)*[a-z0-9\u{00a1}-\u{ffff}]+)(?:\.(?:[a-z0-9\u{00a1}-\u{ffff}]+-)*[a-z0-9\u{00a1}-\u{ffff}]+)*(?:\.(?:[a-z\u{00a1}-\u{ffff}]{2,})))(?::\d{2,5})?(?:\/[^\s]*)?$/iu,
      email: /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*@(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/i,
      hostname: /^(?=.{1,253}\.?$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[-0-9a-z]{0,61}[0-9a-z])?)*\.?$/i,
      // optimized https://www.safaribooksonline.com/library/view/regular-expressions-cookbook/9780596802837/ch07s16.html
      ipv4: /^(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)\.){3}(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)$/,
      ipv6: /^((([0-9a-f]{1,4}:){7}([0-9a-f]{1,4}|:))|(([0-9a-f]{1,4}:){6}(:[0-9a-f]{1,4}|((25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(\.(25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)){3})|:))|(([0-9a-f]{1,4}:){5}(((:[0-9a-f]{1,4}){1,2})|:((25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(\.(25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)){3})|:))|(([0-9a-f]{1,4}:){4}(((:[0-9a-f]{1,4}){1,3})|((:[0-9a-f]{1,4})?:((25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(\.(25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)){3}))|:))|(([0-9a-f]{1,4}:){3}(((:[0-9a-f]{1,4}){1,4})|((:[0-9a-f]{1,4}){0,2}:((25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(\.(25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)){3}))|:))|(([0-9a-f]{1,4}:){2}(((:[0-9a-f]{1,4}){1,5})|((:[0-9a-f]{1,4}){0,3}:((25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(\.(25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)){3}))|:))|(([0-9a-f]{1,4}:){1}(((:[0-9a-f]{1,4}){1,6})|((:[0-9a-f]{1,4}){0,4}:((25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(\.(25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)){3}))|:))|(:(((:[0-9a-f]{1,4}){1,7})|((:[0-9a-f]{1,4}){0,5}:((25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(\.(25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)){3}))|:)))$/i,
      regex,
      // uuid: http://tools.ietf.org/html/rfc4122
      uuid: /^(?:urn:uuid:)?[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i,
      // JSON-pointer: https://tools.ietf.org/html/rfc6901
      // uri fragment: https://tools.ietf.org/html/rfc3986#appendix-A
      "json-pointer": /^(?:\/(?:[^~/]|~0|~1)*)*$/,
      "json-pointer-uri-fragment": /^#(?:\/(?:[a-z0-9_\-.!$&'()*+,;:=@]|%[0-9a-f]{2}|~0|~1)*)*$/i,
      // relative JSON-pointer: http://tools.ietf.org/html/draft-luff-relative-json-pointer-00
      "relative-json-pointer": /^(?:0|[1-9][0-9]*)(?:#|(?:\/(?:[^~/]|~0|~1)*)*)$/,
      // the following formats are used by the openapi specification: https://spec.openapis.org/oas/v3.0.0#data-types
      // byte: https://github.com/miguelmota/is-base64
      byte,
      // signed 32 bit integer
      int32: { type: "number", validate: validateInt32 },
      // signed 64 bit integer
      int64: { type: "number", validate: validateInt64 },
      // C-type float
      float: { type: "number", validate: validateNumber },
      // C-type double
      double: { type: "number", validate: validateNumber },
      // hint to the UI to hide input strings
      password: !0,
      // unchecked string payload
      binary: !0
    };
    exports.fastFormats = {
      ...exports.fullFormats,
      date: fmtDef(/^\d\d\d\d-[0-1]\d-[0-3]\d$/, compareDate),
      time: fmtDef(/^(?:[0-2]\d:[0-5]\d:[0-5]\d|23:59:60)(?:\.\d+)?(?:z|[+-]\d\d(?::?\d\d)?)$/i, compareTime),
      "date-time": fmtDef(/^\d\d\d\d-[0-1]\d-[0-3]\dt(?:[0-2]\d:[0-5]\d:[0-5]\d|23:59:60)(?:\.\d+)?(?:z|[+-]\d\d(?::?\d\d)?)$/i, compareDateTime),
      "iso-time": fmtDef(/^(?:[0-2]\d:[0-5]\d:[0-5]\d|23:59:60)(?:\.\d+)?(?:z|[+-]\d\d(?::?\d\d)?)?$/i, compareIsoTime),
      "iso-date-time": fmtDef(/^\d\d\d\d-[0-1]\d-[0-3]\d[t\s](?:[0-2]\d:[0-5]\d:[0-5]\d|23:59:60)(?:\.\d+)?(?:z|[+-]\d\d(?::?\d\d)?)?$/i, compareIsoDateTime),
      // uri: https://github.com/mafintosh/is-my-json-valid/blob/master/formats.js
      uri: /^(?:[a-z][a-z0-9+\-.]*:)(?:\/?\/)?[^\s]*$/i,
      "uri-reference": /^(?:(?:[a-z][a-z0-9+\-.]*:)?\/?\/)?(?:[^\\\s#][^\s#]*)?(?:#[^\\\s]*)?$/i,
      // email (sources from jsen validator):
      // http://stackoverflow.com/questions/201323/using-a-regular-expression-to-validate-an-email-address#answer-8829363
      // http://www.w3.org/TR/html5/forms.html#valid-e-mail-address (search for 'wilful violation')
      email: /^[a-z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*$/i
    };
    exports.formatNames = Object.keys(exports.fullFormats);
    function isLeapYear(year) {
      return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
    }
    var DATE = /^(\d\d\d\d)-(\d\d)-(\d\d)$/, DAYS = [0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    function date(str) {
      let matches = DATE.exec(str);
      if (!matches)
        return !1;
      let year = +matches[1], month = +matches[2], day = +matches[3];
      return month >= 1 && month <= 12 && day >= 1 && day <= (month === 2 && isLeapYear(year) ? 29 : DAYS[month]);
    }
    function compareDate(d1, d2) {
      if (d1 && d2)
        return d1 > d2 ? 1 : d1 < d2 ? -1 : 0;
    }
    var TIME = /^(\d\d):(\d\d):(\d\d(?:\.\d+)?)(z|([+-])(\d\d)(?::?(\d\d))?)?$/i;
    function getTime(strictTimeZone) {
      return function(str) {
        let matches = TIME.exec(str);
        if (!matches)
          return !1;
        let hr = +matches[1], min = +matches[2], sec = +matches[3], tz = matches[4], tzSign = matches[5] === "-" ? -1 : 1, tzH = +(matches[6] || 0), tzM = +(matches[7] || 0);
        if (tzH > 23 || tzM > 59 || strictTimeZone && !tz)
          return !1;
        if (hr <= 23 && min <= 59 && sec < 60)
          return !0;
        let utcMin = min - tzM * tzSign, utcHr = hr - tzH * tzSign - (utcMin < 0 ? 1 : 0);
        return (utcHr === 23 || utcHr === -1) && (utcMin === 59 || utcMin === -1) && sec < 61;
      };
    }
    function compareTime(s1, s2) {
      if (!(s1 && s2))
        return;
      let t1 = (/* @__PURE__ */ new Date("2020-01-01T" + s1)).valueOf(), t2 = (/* @__PURE__ */ new Date("2020-01-01T" + s2)).valueOf();
      if (t1 && t2)
        return t1 - t2;
    }
    function compareIsoTime(t1, t2) {
      if (!(t1 && t2))
        return;
      let a1 = TIME.exec(t1), a2 = TIME.exec(t2);
      if (a1 && a2)
        return t1 = a1[1] + a1[2] + a1[3], t2 = a2[1] + a2[2] + a2[3], t1 > t2 ? 1 : t1 < t2 ? -1 : 0;
    }
    var DATE_TIME_SEPARATOR = /t|\s/i;
    function getDateTime(strictTimeZone) {
      let time = getTime(strictTimeZone);
      return function(str) {
        let dateTime = str.split(DATE_TIME_SEPARATOR);
        return dateTime.length === 2 && date(dateTime[0]) && time(dateTime[1]);
      };
    }
    function compareDateTime(dt1, dt2) {
      if (!(dt1 && dt2))
        return;
      let d1 = new Date(dt1).valueOf(), d2 = new Date(dt2).valueOf();
      if (d1 && d2)
        return d1 - d2;
    }
    function compareIsoDateTime(dt1, dt2) {
      if (!(dt1 && dt2))
        return;
      let [d1, t1] = dt1.split(DATE_TIME_SEPARATOR), [d2, t2] = dt2.split(DATE_TIME_SEPARATOR), res = compareDate(d1, d2);
      if (res !== void 0)
        return res || compareTime(t1, t2);
    }
    var NOT_URI_FRAGMENT = /\/|:/, URI = /^(?:[a-z][a-z0-9+\-.]*:)(?:\/?\/(?:(?:[a-z0-9\-._~!$&'()*+,;=:]|%[0-9a-f]{2})*@)?(?:\[(?:(?:(?:(?:[0-9a-f]{1,4}:){6}|::(?:[0-9a-f]{1,4}:){5}|(?:[0-9a-f]{1,4})?::(?:[0-9a-f]{1,4}:){4}|(?:(?:[0-9a-f]{1,4}:){0,1}[0-9a-f]{1,4})?::(?:[0-9a-f]{1,4}:){3}|(?:(?:[0-9a-f]{1,4}:){0,2}[0-9a-f]{1,4})?::(?:[0-9a-f]{1,4}:){2}|(?:(?:[0-9a-f]{1,4}:){0,3}[0-9a-f]{1,4})?::[0-9a-f]{1,4}:|(?:(?:[0-9a-f]{1,4}:){0,4}[0-9a-f]{1,4})?::)(?:[0-9a-f]{1,4}:[0-9a-f]{1,4}|(?:(?:25[0-5]|2[0-4]\d|[01]?\d\d?)\.){3}(?:25[0-5]|2[0-4]\d|[01]?\d\d?))|(?:(?:[0-9a-f]{1,4}:){0,5}[0-9a-f]{1,4})?::[0-9a-f]{1,4}|(?:(?:[0-9a-f]{1,4}:){0,6}[0-9a-f]{1,4})?::)|[Vv][0-9a-f]+\.[a-z0-9\-._~!$&'()*+,;=:]+)\]|(?:(?:25[0-5]|2[0-4]\d|[01]?\d\d?)\.){3}(?:25[0-5]|2[0-4]\d|[01]?\d\d?)|(?:[a-z0-9\-._~!$&'()*+,;=]|%[0-9a-f]{2})*)(?::\d*)?(?:\/(?:[a-z0-9\-._~!$&'()*+,;=:@]|%[0-9a-f]{2})*)*|\/(?:(?:[a-z0-9\-._~!$&'()*+,;=:@]|%[0-9a-f]{2})+(?:\/(?:[a-z0-9\-._~!$&'()*+,;=:@]|%[0-9a-f]{2})*)*)?|(?:[a-z0-9\-._~!$&'()*+,;=:@]|%[0-9a-f]{2})+(?:\/(?:[a-z0-9\-._~!$&'()*+,;=:@]|%[0-9a-f]{2})*)*)(?:\?(?:[a-z0-9\-._~!$&'()*+,;=:@/?]|%[0-9a-f]{2})*)?(?:#(?:[a-z0-9\-._~!$&'()*+,;=:@/?]|%[0-9a-f]{2})*)?$/i;
    function uri(str) {
      return NOT_URI_FRAGMENT.test(str) && URI.test(str);
    }
    var BYTE = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/gm;
    function byte(str) {
      return BYTE.lastIndex = 0, BYTE.test(str);
    }
    var MIN_INT32 = -(2 ** 31), MAX_INT32 = 2 ** 31 - 1;
    function validateInt32(value) {
      return Number.isInteger(value) && value <= MAX_INT32 && value >= MIN_INT32;
    }
    function validateInt64(value) {
      return Number.isInteger(value);
    }
    function validateNumber() {
      return !0;
    }
    var Z_ANCHOR = /[^\\]\\Z/;
    function regex(str) {
      if (Z_ANCHOR.test(str))
        return !1;
      try {
        return new RegExp(str), !0;
      } catch {
        return !1;
      }
    }
  }
});

// src/contract/formats.ts
var formats_exports = {};
__export(formats_exports, {
  formats: () => formats
});
function isUri(text) {
  let ascii = text.replace(/[^\0-\x7f]/gu, "%C3%A4");
  return looseUri(ascii) && (!/^https?:/i.test(text) || /^https?:\/\/[^/?#]/i.test(text));
}
var import_formats, DATE_TIME, fullFormats, looseDateTime, looseUri, formats, init_formats = __esm({
  "src/contract/formats.ts"() {
    "use strict";
    import_formats = __toESM(require_formats(), 1), DATE_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/i, { fullFormats } = import_formats.default, looseDateTime = fullFormats["date-time"], looseUri = fullFormats.uri, formats = {
      ...fullFormats,
      "date-time": (text) => DATE_TIME.test(text) && looseDateTime.validate(text),
      uri: isUri,
      // The patterns of ajv-formats for these two take quadratic and cubic time.
      "uri-reference": (text) => isUri(text) || isUri(`x:${text}`),
      url: (text) => /^(?:https?|ftp):\/\/[^/?#]/i.test(text) && isUri(text)
    };
  }
});

// <stdin>
var prepared0 = validate20;
var schema33 = { type: "object", required: ["success", "data"], properties: { success: { type: "boolean", const: !0, description: "`true`: the request succeeded.", enum: [!0] }, data: { $ref: "#/components/schemas/PostsPageData" }, error: { not: {} } } }, schema34 = { type: "object", description: "A page of posts and the remaining balance.", required: ["posts", "remaining_balance", "next_cursor"], properties: { posts: { type: "array", description: "The posts of this page, at most `limit`. The list is empty if there are no posts.", items: { $ref: "#/components/schemas/Post" }, "x-role": "items" }, remaining_balance: { type: "integer", minimum: 0, description: "The balance after this request, in whole credits.", example: 975, "x-role": "balance" }, next_cursor: { type: ["string", "null"], description: "The `cursor` of the next page, or null on the last page. Following the cursors SHOULD reach an end: no cursor occurs\ntwice in one listing.\n", example: "eyJwYWdlIjoyfQ", "x-role": "cursor" } } }, schema35 = { type: "object", description: "A post, as it was when the API collected it. All fields are always present.", required: ["id", "platform", "platform_post_id", "content", "post_url", "published_at", "media", "engagement", "author", "hashtags", "mentions", "scraped_at"], properties: { id: { type: "integer", description: "The number of the post in this API.", example: 481516, "x-role": "key" }, platform: { $ref: "#/components/schemas/Platform" }, platform_post_id: { type: "string", description: "The identifier of the post on the platform.", example: "7301234567890123456", "x-role": "key" }, content: { type: ["string", "null"], description: "The text of the post, or null if the post has no text.", example: "Sunrise over the ridge #travel" }, post_url: { type: "string", format: "uri", description: "The URL of the post on the platform.", example: "https://social.example/natgeo/7301234567890123456" }, published_at: { type: ["string", "null"], format: "date-time", description: "The time when the post was published (RFC 3339), or null if the platform does not provide it.", example: "2026-01-15T08:30:00Z" }, media: { $ref: "#/components/schemas/Media" }, engagement: { $ref: "#/components/schemas/Engagement" }, author: { $ref: "#/components/schemas/Author" }, hashtags: { type: "array", description: "The hashtags in the post.", items: { type: "string" }, example: ["travel"] }, mentions: { type: "array", description: "The users mentioned in the post.", items: { type: "string" }, example: ["parkrangers"] }, scraped_at: { type: "string", format: "date-time", description: "The time when the API collected the post (RFC 3339).", example: "2026-01-15T09:00:00Z" } }, "x-relations": [{ field: "platform", echoes: "platform", level: "SHOULD" }] }, schema36 = { type: "string", description: "A social-media platform. `x` and `twitter` are two names of the same platform.", enum: ["tiktok", "instagram", "twitter", "x", "snapchat", "linkedin"], example: "tiktok", "x-same": [["twitter", "x"]] }, schema37 = { type: "object", description: "The media of the post.", required: ["type", "urls"], properties: { type: { type: ["string", "null"], description: "The type of the media, or null if it is not known.", enum: ["image", "video", "carousel", "reel", "story", "text", null], example: "video" }, urls: { type: "array", description: "The URLs of the media files.", items: { type: "string", format: "uri" }, example: ["https://media.example/7301234567890123456.mp4"] } } };
var formats0 = (init_formats(), __toCommonJS(formats_exports)).formats.uri, formats2 = (init_formats(), __toCommonJS(formats_exports)).formats["date-time"];
function validate24(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  let vErrors = null, errors = 0, evaluated0 = validate24.evaluated;
  if (evaluated0.dynamicProps && (evaluated0.props = void 0), evaluated0.dynamicItems && (evaluated0.items = void 0), errors === 0)
    if (data && typeof data == "object" && !Array.isArray(data)) {
      let missing0;
      if (data.id === void 0 && (missing0 = "id") || data.platform === void 0 && (missing0 = "platform") || data.platform_post_id === void 0 && (missing0 = "platform_post_id") || data.content === void 0 && (missing0 = "content") || data.post_url === void 0 && (missing0 = "post_url") || data.published_at === void 0 && (missing0 = "published_at") || data.media === void 0 && (missing0 = "media") || data.engagement === void 0 && (missing0 = "engagement") || data.author === void 0 && (missing0 = "author") || data.hashtags === void 0 && (missing0 = "hashtags") || data.mentions === void 0 && (missing0 = "mentions") || data.scraped_at === void 0 && (missing0 = "scraped_at"))
        return validate24.errors = [{ instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: missing0 }, message: "must have required property '" + missing0 + "'" }], !1;
      if (data.id !== void 0) {
        let data0 = data.id, _errs1 = errors;
        if (!(typeof data0 == "number" && !(data0 % 1) && !isNaN(data0)))
          return validate24.errors = [{ instancePath: instancePath + "/id", schemaPath: "#/properties/id/type", keyword: "type", params: { type: "integer" }, message: "must be integer" }], !1;
        var valid0 = _errs1 === errors;
      } else
        var valid0 = !0;
      if (valid0) {
        if (data.platform !== void 0) {
          let data1 = data.platform, _errs3 = errors;
          if (typeof data1 != "string")
            return validate24.errors = [{ instancePath: instancePath + "/platform", schemaPath: "#/components/schemas/Platform/type", keyword: "type", params: { type: "string" }, message: "must be string" }], !1;
          if (!(data1 === "tiktok" || data1 === "instagram" || data1 === "twitter" || data1 === "x" || data1 === "snapchat" || data1 === "linkedin"))
            return validate24.errors = [{ instancePath: instancePath + "/platform", schemaPath: "#/components/schemas/Platform/enum", keyword: "enum", params: { allowedValues: schema36.enum }, message: "must be equal to one of the allowed values" }], !1;
          var valid0 = _errs3 === errors;
        } else
          var valid0 = !0;
        if (valid0) {
          if (data.platform_post_id !== void 0) {
            let _errs6 = errors;
            if (typeof data.platform_post_id != "string")
              return validate24.errors = [{ instancePath: instancePath + "/platform_post_id", schemaPath: "#/properties/platform_post_id/type", keyword: "type", params: { type: "string" }, message: "must be string" }], !1;
            var valid0 = _errs6 === errors;
          } else
            var valid0 = !0;
          if (valid0) {
            if (data.content !== void 0) {
              let data3 = data.content, _errs8 = errors;
              if (typeof data3 != "string" && data3 !== null)
                return validate24.errors = [{ instancePath: instancePath + "/content", schemaPath: "#/properties/content/type", keyword: "type", params: { type: schema35.properties.content.type }, message: "must be string,null" }], !1;
              var valid0 = _errs8 === errors;
            } else
              var valid0 = !0;
            if (valid0) {
              if (data.post_url !== void 0) {
                let data4 = data.post_url, _errs10 = errors;
                if (errors === _errs10 && errors === _errs10)
                  if (typeof data4 == "string") {
                    if (!formats0(data4))
                      return validate24.errors = [{ instancePath: instancePath + "/post_url", schemaPath: "#/properties/post_url/format", keyword: "format", params: { format: "uri" }, message: 'must match format "uri"' }], !1;
                  } else
                    return validate24.errors = [{ instancePath: instancePath + "/post_url", schemaPath: "#/properties/post_url/type", keyword: "type", params: { type: "string" }, message: "must be string" }], !1;
                var valid0 = _errs10 === errors;
              } else
                var valid0 = !0;
              if (valid0) {
                if (data.published_at !== void 0) {
                  let data5 = data.published_at, _errs12 = errors;
                  if (typeof data5 != "string" && data5 !== null)
                    return validate24.errors = [{ instancePath: instancePath + "/published_at", schemaPath: "#/properties/published_at/type", keyword: "type", params: { type: schema35.properties.published_at.type }, message: "must be string,null" }], !1;
                  if (errors === _errs12 && errors === _errs12 && typeof data5 == "string" && !formats2(data5))
                    return validate24.errors = [{ instancePath: instancePath + "/published_at", schemaPath: "#/properties/published_at/format", keyword: "format", params: { format: "date-time" }, message: 'must match format "date-time"' }], !1;
                  var valid0 = _errs12 === errors;
                } else
                  var valid0 = !0;
                if (valid0) {
                  if (data.media !== void 0) {
                    let data6 = data.media, _errs14 = errors;
                    if (errors === errors)
                      if (data6 && typeof data6 == "object" && !Array.isArray(data6)) {
                        let missing1;
                        if (data6.type === void 0 && (missing1 = "type") || data6.urls === void 0 && (missing1 = "urls"))
                          return validate24.errors = [{ instancePath: instancePath + "/media", schemaPath: "#/components/schemas/Media/required", keyword: "required", params: { missingProperty: missing1 }, message: "must have required property '" + missing1 + "'" }], !1;
                        if (data6.type !== void 0) {
                          let data7 = data6.type, _errs17 = errors;
                          if (typeof data7 != "string" && data7 !== null)
                            return validate24.errors = [{ instancePath: instancePath + "/media/type", schemaPath: "#/components/schemas/Media/properties/type/type", keyword: "type", params: { type: schema37.properties.type.type }, message: "must be string,null" }], !1;
                          if (!(data7 === "image" || data7 === "video" || data7 === "carousel" || data7 === "reel" || data7 === "story" || data7 === "text" || data7 === null))
                            return validate24.errors = [{ instancePath: instancePath + "/media/type", schemaPath: "#/components/schemas/Media/properties/type/enum", keyword: "enum", params: { allowedValues: schema37.properties.type.enum }, message: "must be equal to one of the allowed values" }], !1;
                          var valid3 = _errs17 === errors;
                        } else
                          var valid3 = !0;
                        if (valid3)
                          if (data6.urls !== void 0) {
                            let data8 = data6.urls, _errs19 = errors;
                            if (errors === _errs19)
                              if (Array.isArray(data8)) {
                                var valid4 = !0;
                                let len0 = data8.length;
                                for (let i0 = 0; i0 < len0; i0++) {
                                  let data9 = data8[i0], _errs21 = errors;
                                  if (errors === _errs21 && errors === _errs21)
                                    if (typeof data9 == "string") {
                                      if (!formats0(data9))
                                        return validate24.errors = [{ instancePath: instancePath + "/media/urls/" + i0, schemaPath: "#/components/schemas/Media/properties/urls/items/format", keyword: "format", params: { format: "uri" }, message: 'must match format "uri"' }], !1;
                                    } else
                                      return validate24.errors = [{ instancePath: instancePath + "/media/urls/" + i0, schemaPath: "#/components/schemas/Media/properties/urls/items/type", keyword: "type", params: { type: "string" }, message: "must be string" }], !1;
                                  var valid4 = _errs21 === errors;
                                  if (!valid4)
                                    break;
                                }
                              } else
                                return validate24.errors = [{ instancePath: instancePath + "/media/urls", schemaPath: "#/components/schemas/Media/properties/urls/type", keyword: "type", params: { type: "array" }, message: "must be array" }], !1;
                            var valid3 = _errs19 === errors;
                          } else
                            var valid3 = !0;
                      } else
                        return validate24.errors = [{ instancePath: instancePath + "/media", schemaPath: "#/components/schemas/Media/type", keyword: "type", params: { type: "object" }, message: "must be object" }], !1;
                    var valid0 = _errs14 === errors;
                  } else
                    var valid0 = !0;
                  if (valid0) {
                    if (data.engagement !== void 0) {
                      let data10 = data.engagement, _errs23 = errors;
                      if (errors === errors)
                        if (data10 && typeof data10 == "object" && !Array.isArray(data10)) {
                          let missing2;
                          if (data10.likes === void 0 && (missing2 = "likes") || data10.comments === void 0 && (missing2 = "comments") || data10.shares === void 0 && (missing2 = "shares") || data10.views === void 0 && (missing2 = "views") || data10.total === void 0 && (missing2 = "total"))
                            return validate24.errors = [{ instancePath: instancePath + "/engagement", schemaPath: "#/components/schemas/Engagement/required", keyword: "required", params: { missingProperty: missing2 }, message: "must have required property '" + missing2 + "'" }], !1;
                          if (data10.likes !== void 0) {
                            let data11 = data10.likes, _errs26 = errors;
                            if (!(typeof data11 == "number" && !(data11 % 1) && !isNaN(data11)))
                              return validate24.errors = [{ instancePath: instancePath + "/engagement/likes", schemaPath: "#/components/schemas/Engagement/properties/likes/type", keyword: "type", params: { type: "integer" }, message: "must be integer" }], !1;
                            if (errors === _errs26 && typeof data11 == "number" && (data11 < 0 || isNaN(data11)))
                              return validate24.errors = [{ instancePath: instancePath + "/engagement/likes", schemaPath: "#/components/schemas/Engagement/properties/likes/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0" }], !1;
                            var valid6 = _errs26 === errors;
                          } else
                            var valid6 = !0;
                          if (valid6) {
                            if (data10.comments !== void 0) {
                              let data12 = data10.comments, _errs28 = errors;
                              if (!(typeof data12 == "number" && !(data12 % 1) && !isNaN(data12)))
                                return validate24.errors = [{ instancePath: instancePath + "/engagement/comments", schemaPath: "#/components/schemas/Engagement/properties/comments/type", keyword: "type", params: { type: "integer" }, message: "must be integer" }], !1;
                              if (errors === _errs28 && typeof data12 == "number" && (data12 < 0 || isNaN(data12)))
                                return validate24.errors = [{ instancePath: instancePath + "/engagement/comments", schemaPath: "#/components/schemas/Engagement/properties/comments/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0" }], !1;
                              var valid6 = _errs28 === errors;
                            } else
                              var valid6 = !0;
                            if (valid6) {
                              if (data10.shares !== void 0) {
                                let data13 = data10.shares, _errs30 = errors;
                                if (!(typeof data13 == "number" && !(data13 % 1) && !isNaN(data13)))
                                  return validate24.errors = [{ instancePath: instancePath + "/engagement/shares", schemaPath: "#/components/schemas/Engagement/properties/shares/type", keyword: "type", params: { type: "integer" }, message: "must be integer" }], !1;
                                if (errors === _errs30 && typeof data13 == "number" && (data13 < 0 || isNaN(data13)))
                                  return validate24.errors = [{ instancePath: instancePath + "/engagement/shares", schemaPath: "#/components/schemas/Engagement/properties/shares/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0" }], !1;
                                var valid6 = _errs30 === errors;
                              } else
                                var valid6 = !0;
                              if (valid6) {
                                if (data10.views !== void 0) {
                                  let data14 = data10.views, _errs32 = errors;
                                  if (!(typeof data14 == "number" && !(data14 % 1) && !isNaN(data14)))
                                    return validate24.errors = [{ instancePath: instancePath + "/engagement/views", schemaPath: "#/components/schemas/Engagement/properties/views/type", keyword: "type", params: { type: "integer" }, message: "must be integer" }], !1;
                                  if (errors === _errs32 && typeof data14 == "number" && (data14 < 0 || isNaN(data14)))
                                    return validate24.errors = [{ instancePath: instancePath + "/engagement/views", schemaPath: "#/components/schemas/Engagement/properties/views/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0" }], !1;
                                  var valid6 = _errs32 === errors;
                                } else
                                  var valid6 = !0;
                                if (valid6)
                                  if (data10.total !== void 0) {
                                    let data15 = data10.total, _errs34 = errors;
                                    if (!(typeof data15 == "number" && !(data15 % 1) && !isNaN(data15)))
                                      return validate24.errors = [{ instancePath: instancePath + "/engagement/total", schemaPath: "#/components/schemas/Engagement/properties/total/type", keyword: "type", params: { type: "integer" }, message: "must be integer" }], !1;
                                    if (errors === _errs34 && typeof data15 == "number" && (data15 < 0 || isNaN(data15)))
                                      return validate24.errors = [{ instancePath: instancePath + "/engagement/total", schemaPath: "#/components/schemas/Engagement/properties/total/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0" }], !1;
                                    var valid6 = _errs34 === errors;
                                  } else
                                    var valid6 = !0;
                              }
                            }
                          }
                        } else
                          return validate24.errors = [{ instancePath: instancePath + "/engagement", schemaPath: "#/components/schemas/Engagement/type", keyword: "type", params: { type: "object" }, message: "must be object" }], !1;
                      var valid0 = _errs23 === errors;
                    } else
                      var valid0 = !0;
                    if (valid0) {
                      if (data.author !== void 0) {
                        let data16 = data.author, _errs36 = errors;
                        if (errors === errors)
                          if (data16 && typeof data16 == "object" && !Array.isArray(data16)) {
                            let missing3;
                            if (data16.username === void 0 && (missing3 = "username") || data16.display_name === void 0 && (missing3 = "display_name") || data16.profile_url === void 0 && (missing3 = "profile_url") || data16.avatar_url === void 0 && (missing3 = "avatar_url"))
                              return validate24.errors = [{ instancePath: instancePath + "/author", schemaPath: "#/components/schemas/Author/required", keyword: "required", params: { missingProperty: missing3 }, message: "must have required property '" + missing3 + "'" }], !1;
                            if (data16.username !== void 0) {
                              let _errs39 = errors;
                              if (typeof data16.username != "string")
                                return validate24.errors = [{ instancePath: instancePath + "/author/username", schemaPath: "#/components/schemas/Author/properties/username/type", keyword: "type", params: { type: "string" }, message: "must be string" }], !1;
                              var valid8 = _errs39 === errors;
                            } else
                              var valid8 = !0;
                            if (valid8) {
                              if (data16.display_name !== void 0) {
                                let _errs41 = errors;
                                if (typeof data16.display_name != "string")
                                  return validate24.errors = [{ instancePath: instancePath + "/author/display_name", schemaPath: "#/components/schemas/Author/properties/display_name/type", keyword: "type", params: { type: "string" }, message: "must be string" }], !1;
                                var valid8 = _errs41 === errors;
                              } else
                                var valid8 = !0;
                              if (valid8) {
                                if (data16.profile_url !== void 0) {
                                  let _errs43 = errors;
                                  if (typeof data16.profile_url != "string")
                                    return validate24.errors = [{ instancePath: instancePath + "/author/profile_url", schemaPath: "#/components/schemas/Author/properties/profile_url/type", keyword: "type", params: { type: "string" }, message: "must be string" }], !1;
                                  var valid8 = _errs43 === errors;
                                } else
                                  var valid8 = !0;
                                if (valid8)
                                  if (data16.avatar_url !== void 0) {
                                    let _errs45 = errors;
                                    if (typeof data16.avatar_url != "string")
                                      return validate24.errors = [{ instancePath: instancePath + "/author/avatar_url", schemaPath: "#/components/schemas/Author/properties/avatar_url/type", keyword: "type", params: { type: "string" }, message: "must be string" }], !1;
                                    var valid8 = _errs45 === errors;
                                  } else
                                    var valid8 = !0;
                              }
                            }
                          } else
                            return validate24.errors = [{ instancePath: instancePath + "/author", schemaPath: "#/components/schemas/Author/type", keyword: "type", params: { type: "object" }, message: "must be object" }], !1;
                        var valid0 = _errs36 === errors;
                      } else
                        var valid0 = !0;
                      if (valid0) {
                        if (data.hashtags !== void 0) {
                          let data21 = data.hashtags, _errs47 = errors;
                          if (errors === _errs47)
                            if (Array.isArray(data21)) {
                              var valid9 = !0;
                              let len1 = data21.length;
                              for (let i1 = 0; i1 < len1; i1++) {
                                let _errs49 = errors;
                                if (typeof data21[i1] != "string")
                                  return validate24.errors = [{ instancePath: instancePath + "/hashtags/" + i1, schemaPath: "#/properties/hashtags/items/type", keyword: "type", params: { type: "string" }, message: "must be string" }], !1;
                                var valid9 = _errs49 === errors;
                                if (!valid9)
                                  break;
                              }
                            } else
                              return validate24.errors = [{ instancePath: instancePath + "/hashtags", schemaPath: "#/properties/hashtags/type", keyword: "type", params: { type: "array" }, message: "must be array" }], !1;
                          var valid0 = _errs47 === errors;
                        } else
                          var valid0 = !0;
                        if (valid0) {
                          if (data.mentions !== void 0) {
                            let data23 = data.mentions, _errs51 = errors;
                            if (errors === _errs51)
                              if (Array.isArray(data23)) {
                                var valid10 = !0;
                                let len2 = data23.length;
                                for (let i2 = 0; i2 < len2; i2++) {
                                  let _errs53 = errors;
                                  if (typeof data23[i2] != "string")
                                    return validate24.errors = [{ instancePath: instancePath + "/mentions/" + i2, schemaPath: "#/properties/mentions/items/type", keyword: "type", params: { type: "string" }, message: "must be string" }], !1;
                                  var valid10 = _errs53 === errors;
                                  if (!valid10)
                                    break;
                                }
                              } else
                                return validate24.errors = [{ instancePath: instancePath + "/mentions", schemaPath: "#/properties/mentions/type", keyword: "type", params: { type: "array" }, message: "must be array" }], !1;
                            var valid0 = _errs51 === errors;
                          } else
                            var valid0 = !0;
                          if (valid0)
                            if (data.scraped_at !== void 0) {
                              let data25 = data.scraped_at, _errs55 = errors;
                              if (errors === _errs55 && errors === _errs55)
                                if (typeof data25 == "string") {
                                  if (!formats2(data25))
                                    return validate24.errors = [{ instancePath: instancePath + "/scraped_at", schemaPath: "#/properties/scraped_at/format", keyword: "format", params: { format: "date-time" }, message: 'must match format "date-time"' }], !1;
                                } else
                                  return validate24.errors = [{ instancePath: instancePath + "/scraped_at", schemaPath: "#/properties/scraped_at/type", keyword: "type", params: { type: "string" }, message: "must be string" }], !1;
                              var valid0 = _errs55 === errors;
                            } else
                              var valid0 = !0;
                        }
                      }
                    }
                  }
                }
              }
            }
          }
        }
      }
    } else
      return validate24.errors = [{ instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object" }], !1;
  return validate24.errors = vErrors, errors === 0;
}
validate24.evaluated = { props: { id: !0, platform: !0, platform_post_id: !0, content: !0, post_url: !0, published_at: !0, media: !0, engagement: !0, author: !0, hashtags: !0, mentions: !0, scraped_at: !0 }, dynamicProps: !1, dynamicItems: !1 };
function validate23(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  let vErrors = null, errors = 0, evaluated0 = validate23.evaluated;
  if (evaluated0.dynamicProps && (evaluated0.props = void 0), evaluated0.dynamicItems && (evaluated0.items = void 0), errors === 0)
    if (data && typeof data == "object" && !Array.isArray(data)) {
      let missing0;
      if (data.posts === void 0 && (missing0 = "posts") || data.remaining_balance === void 0 && (missing0 = "remaining_balance") || data.next_cursor === void 0 && (missing0 = "next_cursor"))
        return validate23.errors = [{ instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: missing0 }, message: "must have required property '" + missing0 + "'" }], !1;
      if (data.posts !== void 0) {
        let data0 = data.posts, _errs1 = errors;
        if (errors === _errs1)
          if (Array.isArray(data0)) {
            var valid1 = !0;
            let len0 = data0.length;
            for (let i0 = 0; i0 < len0; i0++) {
              let _errs3 = errors;
              validate24(data0[i0], { instancePath: instancePath + "/posts/" + i0, parentData: data0, parentDataProperty: i0, rootData, dynamicAnchors }) || (vErrors = vErrors === null ? validate24.errors : vErrors.concat(validate24.errors), errors = vErrors.length);
              var valid1 = _errs3 === errors;
              if (!valid1)
                break;
            }
          } else
            return validate23.errors = [{ instancePath: instancePath + "/posts", schemaPath: "#/properties/posts/type", keyword: "type", params: { type: "array" }, message: "must be array" }], !1;
        var valid0 = _errs1 === errors;
      } else
        var valid0 = !0;
      if (valid0) {
        if (data.remaining_balance !== void 0) {
          let data2 = data.remaining_balance, _errs4 = errors;
          if (!(typeof data2 == "number" && !(data2 % 1) && !isNaN(data2)))
            return validate23.errors = [{ instancePath: instancePath + "/remaining_balance", schemaPath: "#/properties/remaining_balance/type", keyword: "type", params: { type: "integer" }, message: "must be integer" }], !1;
          if (errors === _errs4 && typeof data2 == "number" && (data2 < 0 || isNaN(data2)))
            return validate23.errors = [{ instancePath: instancePath + "/remaining_balance", schemaPath: "#/properties/remaining_balance/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0" }], !1;
          var valid0 = _errs4 === errors;
        } else
          var valid0 = !0;
        if (valid0)
          if (data.next_cursor !== void 0) {
            let data3 = data.next_cursor, _errs6 = errors;
            if (typeof data3 != "string" && data3 !== null)
              return validate23.errors = [{ instancePath: instancePath + "/next_cursor", schemaPath: "#/properties/next_cursor/type", keyword: "type", params: { type: schema34.properties.next_cursor.type }, message: "must be string,null" }], !1;
            var valid0 = _errs6 === errors;
          } else
            var valid0 = !0;
      }
    } else
      return validate23.errors = [{ instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object" }], !1;
  return validate23.errors = vErrors, errors === 0;
}
validate23.evaluated = { props: { posts: !0, remaining_balance: !0, next_cursor: !0 }, dynamicProps: !1, dynamicItems: !1 };
function validate22(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  let vErrors = null, errors = 0, evaluated0 = validate22.evaluated;
  if (evaluated0.dynamicProps && (evaluated0.props = void 0), evaluated0.dynamicItems && (evaluated0.items = void 0), errors === 0)
    if (data && typeof data == "object" && !Array.isArray(data)) {
      let missing0;
      if (data.success === void 0 && (missing0 = "success") || data.data === void 0 && (missing0 = "data"))
        return validate22.errors = [{ instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: missing0 }, message: "must have required property '" + missing0 + "'" }], !1;
      if (data.success !== void 0) {
        let data0 = data.success, _errs1 = errors;
        if (typeof data0 != "boolean")
          return validate22.errors = [{ instancePath: instancePath + "/success", schemaPath: "#/properties/success/type", keyword: "type", params: { type: "boolean" }, message: "must be boolean" }], !1;
        if (data0 !== !0)
          return validate22.errors = [{ instancePath: instancePath + "/success", schemaPath: "#/properties/success/const", keyword: "const", params: { allowedValue: !0 }, message: "must be equal to constant" }], !1;
        if (data0 !== !0)
          return validate22.errors = [{ instancePath: instancePath + "/success", schemaPath: "#/properties/success/enum", keyword: "enum", params: { allowedValues: schema33.properties.success.enum }, message: "must be equal to one of the allowed values" }], !1;
        var valid0 = _errs1 === errors;
      } else
        var valid0 = !0;
      if (valid0) {
        if (data.data !== void 0) {
          let _errs3 = errors;
          validate23(data.data, { instancePath: instancePath + "/data", parentData: data, parentDataProperty: "data", rootData, dynamicAnchors }) || (vErrors = vErrors === null ? validate23.errors : vErrors.concat(validate23.errors), errors = vErrors.length);
          var valid0 = _errs3 === errors;
        } else
          var valid0 = !0;
        if (valid0)
          if (data.error !== void 0) {
            let _errs4 = errors;
            return validate22.errors = [{ instancePath: instancePath + "/error", schemaPath: "#/properties/error/not", keyword: "not", params: {}, message: "must NOT be valid" }], !1;
            var valid0 = _errs4 === errors;
          } else
            var valid0 = !0;
      }
    } else
      return validate22.errors = [{ instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object" }], !1;
  return validate22.errors = vErrors, errors === 0;
}
validate22.evaluated = { props: { success: !0, data: !0, error: !0 }, dynamicProps: !1, dynamicItems: !1 };
function validate20(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  let vErrors = null, errors = 0, evaluated0 = validate20.evaluated;
  return evaluated0.dynamicProps && (evaluated0.props = void 0), evaluated0.dynamicItems && (evaluated0.items = void 0), validate22(data, { instancePath, parentData, parentDataProperty, rootData, dynamicAnchors }) || (vErrors = vErrors === null ? validate22.errors : vErrors.concat(validate22.errors), errors = vErrors.length), validate20.errors = vErrors, errors === 0;
}
validate20.evaluated = { props: { success: !0, data: !0, error: !0 }, dynamicProps: !1, dynamicItems: !1 };
var prepared1 = validate28;
function validate29(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  let vErrors = null, errors = 0, evaluated0 = validate29.evaluated;
  if (evaluated0.dynamicProps && (evaluated0.props = void 0), evaluated0.dynamicItems && (evaluated0.items = void 0), errors === 0)
    if (data && typeof data == "object" && !Array.isArray(data)) {
      let missing0;
      if (data.success === void 0 && (missing0 = "success") || data.data === void 0 && (missing0 = "data"))
        return validate29.errors = [{ instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: missing0 }, message: "must have required property '" + missing0 + "'" }], !1;
      if (data.success !== void 0) {
        let data0 = data.success, _errs1 = errors;
        if (typeof data0 != "boolean")
          return validate29.errors = [{ instancePath: instancePath + "/success", schemaPath: "#/properties/success/type", keyword: "type", params: { type: "boolean" }, message: "must be boolean" }], !1;
        if (data0 !== !0)
          return validate29.errors = [{ instancePath: instancePath + "/success", schemaPath: "#/properties/success/const", keyword: "const", params: { allowedValue: !0 }, message: "must be equal to constant" }], !1;
        if (data0 !== !0)
          return validate29.errors = [{ instancePath: instancePath + "/success", schemaPath: "#/properties/success/enum", keyword: "enum", params: { allowedValues: schema33.properties.success.enum }, message: "must be equal to one of the allowed values" }], !1;
        var valid0 = _errs1 === errors;
      } else
        var valid0 = !0;
      if (valid0) {
        if (data.data !== void 0) {
          let _errs3 = errors;
          validate23(data.data, { instancePath: instancePath + "/data", parentData: data, parentDataProperty: "data", rootData, dynamicAnchors }) || (vErrors = vErrors === null ? validate23.errors : vErrors.concat(validate23.errors), errors = vErrors.length);
          var valid0 = _errs3 === errors;
        } else
          var valid0 = !0;
        if (valid0)
          if (data.error !== void 0) {
            let _errs4 = errors;
            return validate29.errors = [{ instancePath: instancePath + "/error", schemaPath: "#/properties/error/not", keyword: "not", params: {}, message: "must NOT be valid" }], !1;
            var valid0 = _errs4 === errors;
          } else
            var valid0 = !0;
      }
    } else
      return validate29.errors = [{ instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object" }], !1;
  return validate29.errors = vErrors, errors === 0;
}
validate29.evaluated = { props: { success: !0, data: !0, error: !0 }, dynamicProps: !1, dynamicItems: !1 };
function validate28(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  let vErrors = null, errors = 0, evaluated0 = validate28.evaluated;
  return evaluated0.dynamicProps && (evaluated0.props = void 0), evaluated0.dynamicItems && (evaluated0.items = void 0), validate29(data, { instancePath, parentData, parentDataProperty, rootData, dynamicAnchors }) || (vErrors = vErrors === null ? validate29.errors : vErrors.concat(validate29.errors), errors = vErrors.length), validate28.errors = vErrors, errors === 0;
}
validate28.evaluated = { props: { success: !0, data: !0, error: !0 }, dynamicProps: !1, dynamicItems: !1 };
var validators = { "listPostsByUser 200": prepared0, "listPostsByHashtag 200": prepared1 };
export { validators };
