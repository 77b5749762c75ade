// The Social Data API on net/http of Go. With the switch `defaults`, unknown paths, panics and the conversion of
// parameters are those of the standard library.
//
//	go run server.go CATALOGUE SWITCHES...
package main

import (
	"encoding/json"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"os"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"time"
)

type object = map[string]any

// apiError is an error of the contract.
type apiError struct {
	Code    string `json:"code"`
	Status  int    `json:"status"`
	Example struct {
		Error object `json:"error"`
	} `json:"example"`
}

func (e apiError) Error() string { return e.Code }

type account struct {
	balance         int
	active, limited bool
	store           string
}

type service struct {
	mutex    sync.Mutex
	accounts map[string]*account
	errors   map[string]apiError
	defaults bool
}

const price, total = 4, 45

var (
	platforms = []string{"tiktok", "instagram", "twitter", "x", "snapchat", "linkedin"}
	bearer    = regexp.MustCompile(`^(?i:bearer) +(\S+)$`)
	limits    = regexp.MustCompile(`^[1-9][0-9]{0,2}$`)
	starts    = regexp.MustCompile(`^[0-9]{1,3}$`)
)

func (s *service) fail(code string, fields object) error {
	entry := s.errors[code]
	merged := object{}
	for name, value := range entry.Example.Error {
		merged[name] = value
	}
	for name, value := range fields {
		merged[name] = value
	}
	entry.Example.Error = merged
	return entry
}

func (s *service) authenticate(r *http.Request) (*account, error) {
	token := r.Header.Get("X-API-Token")
	if match := bearer.FindStringSubmatch(r.Header.Get("Authorization")); match != nil {
		token = match[1]
	}
	if token == "" {
		return nil, s.fail("MISSING_API_TOKEN", nil)
	}
	// Demo keys show each error to the developers of clients.
	code := strings.ToUpper(strings.TrimPrefix(token, "demo-"))
	if _, known := s.errors[code]; known && token == "demo-"+strings.ToLower(code) {
		return nil, s.fail(code, nil)
	}
	found := s.accounts[token]
	switch {
	case found == nil:
		return nil, s.fail("INVALID_API_TOKEN", nil)
	case !found.active:
		return nil, s.fail("ACCOUNT_INACTIVE", nil)
	case found.limited:
		return nil, s.fail("RATE_LIMIT_EXCEEDED", object{"retry_after": 30})
	}
	return found, nil
}

func (s *service) page(a *account, kind, platform, name string, query url.Values) (object, error) {
	isKnown := false
	for _, one := range platforms {
		isKnown = isKnown || one == platform
	}
	if !isKnown {
		return nil, s.fail("INVALID_PLATFORM", nil)
	}
	limit := 20
	if query.Has("limit") {
		text := query.Get("limit")
		number, err := strconv.Atoi(text)
		if err != nil || number < 1 || number > 100 || !s.defaults && !limits.MatchString(text) {
			return nil, s.fail("INVALID_PARAMETERS", nil)
		}
		limit = number
	}
	switch a.store {
	case "cold":
		return nil, s.fail("SERVICE_UNAVAILABLE", nil)
	case "lost":
		panic("The shelf is empty.")
	}
	s.mutex.Lock()
	defer s.mutex.Unlock()
	if a.balance < price {
		return nil, s.fail("INSUFFICIENT_BALANCE", object{"required": price, "available": a.balance})
	}
	a.balance -= price
	start := 0
	if cursor := query.Get("cursor"); starts.MatchString(cursor) {
		start, _ = strconv.Atoi(cursor)
	}
	posts := []object{}
	index := start
	for ; index < start+limit && index < total; index++ {
		posts = append(posts, post(kind, platform, name, index))
	}
	var next any
	if index < total {
		next = strconv.Itoa(index)
	}
	return object{"posts": posts, "remaining_balance": a.balance, "next_cursor": next}, nil
}

func post(kind, platform, name string, index int) object {
	if platform == "x" {
		platform = "twitter"
	}
	username, hashtags := name, []string{}
	if kind == "hashtag" {
		username, hashtags = fmt.Sprintf("rider%d", index%5), []string{name}
	}
	home := "https://" + platform + ".example/" + url.PathEscape(username)
	var content, published any
	if index%7 != 6 {
		content = fmt.Sprintf("Stage %d <done> & more", index)
	}
	if index%9 != 8 {
		published = time.Date(2026, 4, 1, index, 0, 0, 123456789, time.UTC)
	}
	urls := []string{}
	if index%2 == 1 {
		urls = append(urls, home+"/photo")
	}
	return object{
		"id": 100 + index, "platform": platform, "platform_post_id": strconv.Itoa(index), "content": content,
		"post_url": fmt.Sprintf("%s/%d", home, index), "published_at": published,
		"media":      object{"type": "image", "urls": urls},
		"engagement": object{"likes": index, "comments": 1, "shares": 1, "views": 9 * index, "total": index + 2},
		"author":     object{"username": username, "display_name": username, "profile_url": home, "avatar_url": home + "/face"},
		"hashtags":   hashtags, "mentions": []string{}, "scraped_at": time.Date(2026, 5, 2, 0, 0, 0, 0, time.UTC),
	}
}

func respond(w http.ResponseWriter, status int, body object) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	json.NewEncoder(w).Encode(body)
}

func respondError(w http.ResponseWriter, err error) {
	failure := err.(apiError)
	if failure.Status == http.StatusUnauthorized {
		w.Header().Set("WWW-Authenticate", "Bearer")
	}
	if seconds, ok := failure.Example.Error["retry_after"]; ok {
		w.Header().Set("Retry-After", fmt.Sprint(seconds))
	}
	respond(w, failure.Status, object{"success": false, "error": failure.Example.Error})
}

func (s *service) posts(w http.ResponseWriter, r *http.Request, kind, platform, name string) {
	caller, err := s.authenticate(r)
	if err == nil {
		var data object
		if data, err = s.page(caller, kind, platform, name, r.URL.Query()); err == nil {
			respond(w, http.StatusOK, object{"success": true, "data": data})
			return
		}
	}
	respondError(w, err)
}

// ServeHTTP does without ServeMux, which redirects, and matches the escaped path, so that a name may contain a slash.
func (s *service) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	defer func() {
		if recover() != nil {
			respondError(w, s.fail("INTERNAL_ERROR", nil))
		}
	}()
	parts := strings.Split(strings.TrimPrefix(r.URL.EscapedPath(), "/api/v1/posts/by-"), "/")
	isRead := r.Method == http.MethodGet || r.Method == http.MethodHead
	isRoute := len(parts) == 3 && (parts[0] == "user" || parts[0] == "hashtag") && parts[1] != "" && parts[2] != ""
	if isRoute && isRead && strings.HasPrefix(r.URL.EscapedPath(), "/api/v1/posts/by-") {
		platform, _ := url.PathUnescape(parts[1])
		name, _ := url.PathUnescape(parts[2])
		s.posts(w, r, parts[0], platform, name)
		return
	}
	if _, err := s.authenticate(r); err != nil {
		respondError(w, err)
		return
	}
	respondError(w, s.fail("NOT_FOUND", nil))
}

// mux routes as ServeMux does by default.
func (s *service) mux() http.Handler {
	mux := http.NewServeMux()
	for _, kind := range []string{"user", "hashtag"} {
		kind, prefix := kind, "/api/v1/posts/by-"+kind+"/"
		mux.HandleFunc(prefix, func(w http.ResponseWriter, r *http.Request) {
			platform, name, found := strings.Cut(strings.TrimPrefix(r.URL.Path, prefix), "/")
			if !found {
				http.NotFound(w, r)
				return
			}
			s.posts(w, r, kind, platform, name)
		})
	}
	return mux
}

func main() {
	text, err := os.ReadFile(os.Args[1])
	var catalogue struct{ Errors []apiError }
	if err == nil {
		err = json.Unmarshal(text, &catalogue)
	}
	if err != nil {
		panic(err)
	}
	for _, switches := range os.Args[2:] {
		s := &service{errors: map[string]apiError{}, defaults: switches == "defaults"}
		for _, entry := range catalogue.Errors {
			s.errors[entry.Code] = entry
		}
		s.accounts = map[string]*account{
			"key-of-ada-5d1c": {balance: 1_000_000, active: true},
			"key-of-bob-80fe": {balance: 3, active: true},
			"key-of-eve-37aa": {balance: 50},
			"key-of-max-c402": {balance: 50, active: true, limited: true},
			"key-of-kim-19be": {balance: 50, active: true, store: "cold"},
			"key-of-lou-6e93": {balance: 50, active: true, store: "lost"},
		}
		var handler http.Handler = s
		if s.defaults {
			handler = s.mux()
		}
		listener, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			panic(err)
		}
		server := &http.Server{Handler: handler, ErrorLog: nil}
		go server.Serve(listener)
		fmt.Printf("http://%s/api/v1\n", listener.Addr())
	}
	select {}
}
