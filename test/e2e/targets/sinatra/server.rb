# The Social Data API on Sinatra. With the switch `defaults`, unknown paths, exceptions and the conversion of parameters
# are those of Sinatra.
#
#   ruby server.rb SWITCHES...
require 'cgi'
require 'json'
require 'puma'
require 'puma/configuration'
require 'puma/events'
require 'puma/server'
require 'sinatra/base'

CATALOGUE = JSON.parse(File.read(File.join(__dir__, '../../../../generated/errors.json')))
ERRORS = CATALOGUE['errors'].to_h { |entry| [entry['code'], entry] }
PLATFORMS = %w[tiktok instagram twitter x snapchat linkedin].freeze
TOTAL = 45
PRICE = 5
Account = Struct.new(:balance, :active, :limited, :store)

class ApiError < StandardError
  attr_reader :code, :fields

  def initialize(code, fields = {})
    super(code)
    @code = code
    @fields = fields
  end
end

class App < Sinatra::Base
  set :show_exceptions, false
  set :raise_errors, false
  set :logging, false
  set :environment, :production
  set :lock, true

  def self.accounts
    @accounts ||= {
      'key-of-ada-5d1c' => Account.new(1_000_000, true),
      'key-of-bob-80fe' => Account.new(4, true),
      'key-of-eve-37aa' => Account.new(50, false),
      'key-of-max-c402' => Account.new(50, true, true),
      'key-of-kim-19be' => Account.new(50, true, false, 'cold'),
      'key-of-lou-6e93' => Account.new(50, true, false, 'lost')
    }
  end

  helpers do
    def authenticate
      match = /\Abearer +(\S+)\z/i.match(request.env['HTTP_AUTHORIZATION'] || '')
      token = match ? match[1] : request.env['HTTP_X_API_TOKEN'] || ''
      raise ApiError, 'MISSING_API_TOKEN' if token.empty?

      # Demo keys show each error to the developers of clients.
      code = token.delete_prefix('demo-').upcase
      raise ApiError, code if ERRORS.key?(code) && token == "demo-#{code.downcase}"

      account = self.class.accounts[token] or raise ApiError, 'INVALID_API_TOKEN'
      raise ApiError, 'ACCOUNT_INACTIVE' unless account.active
      raise ApiError.new('RATE_LIMIT_EXCEEDED', 'retry_after' => 30) if account.limited

      account
    end

    def page(kind)
      account = authenticate
      raise ApiError, 'INVALID_PLATFORM' unless PLATFORMS.include?(params['platform'])

      limit = read_limit
      raise ApiError, 'SERVICE_UNAVAILABLE' if account.store == 'cold'
      raise IOError, 'The shelf is empty.' if account.store == 'lost'

      if account.balance < PRICE
        raise ApiError.new('INSUFFICIENT_BALANCE', 'required' => PRICE, 'available' => account.balance)
      end

      account.balance -= PRICE
      start = /\A[0-9]{1,3}\z/.match?(params['cursor'].to_s) ? params['cursor'].to_i : 0
      last = [start + limit, TOTAL].min
      posts = (start...last).map { |index| post(kind, index) }
      data = { posts: posts, remaining_balance: account.balance, next_cursor: last < TOTAL ? last.to_s : nil }
      respond(200, success: true, data: data)
    end

    def read_limit
      text = params.fetch('limit', '20')
      valid = settings.defaults || /\A[1-9][0-9]{0,2}\z/.match?(text.to_s)
      limit = valid ? text.to_i : 0
      raise ApiError, 'INVALID_PARAMETERS' unless limit.between?(1, 100)

      limit
    end

    def post(kind, index)
      username = kind == 'user' ? params['name'] : "sailor#{index % 5}"
      platform = params['platform'] == 'x' ? 'twitter' : params['platform']
      home = "https://#{platform}.example/#{ERB::Util.url_encode(username)}"
      {
        id: 800 + index, platform: platform, platform_post_id: "s#{index}",
        content: index % 7 == 6 ? nil : "Harbour #{index} ⚓", post_url: "#{home}/#{index}",
        published_at: index % 9 == 8 ? nil : (Time.utc(2026, 4, 1) + 3600 * index).iso8601,
        media: { type: 'image', urls: index.odd? ? ["#{home}/#{index}.png"] : [] },
        engagement: { likes: index, comments: 3, shares: 1, views: 6 * index, total: index + 4 },
        author: { username: username, display_name: username, profile_url: home, avatar_url: "#{home}/face" },
        hashtags: kind == 'hashtag' ? [params['name']] : [], mentions: [], scraped_at: '2026-05-02T00:00:00Z'
      }
    end

    def respond(code, body)
      status code
      content_type :json
      JSON.generate(body)
    end

    def respond_error(error)
      entry = ERRORS[error.code]
      body = entry['example']['error'].merge(error.fields)
      headers['WWW-Authenticate'] = 'Bearer' if entry['status'] == 401
      headers['Retry-After'] = body['retry_after'].to_s if body.key?('retry_after')
      respond(entry['status'], success: false, error: body)
    end
  end

  get('/api/v1/posts/by-user/:platform/:name') { page('user') }
  get('/api/v1/posts/by-hashtag/:platform/:name') { page('hashtag') }

  error(ApiError) { respond_error(env['sinatra.error']) }
end

class Careful < App
  set :defaults, false

  # Text that is not UTF-8 cannot be written as JSON.
  before do
    text = CGI.unescape(request.path_info + request.query_string).force_encoding('UTF-8')
    halt respond_error(ApiError.new('NOT_FOUND')) unless text.valid_encoding?
  end

  not_found do
    next if env['sinatra.error'].is_a?(ApiError)

    begin
      authenticate
      respond_error(ApiError.new('NOT_FOUND'))
    rescue ApiError => e
      respond_error(e)
    end
  end

  error { respond_error(ApiError.new('INTERNAL_ERROR')) }
end

class Default < App
  set :defaults, true
end

ARGV.each do |switches|
  app = { 'none' => Careful, 'defaults' => Default }.fetch(switches)
  server = Puma::Server.new(app.new)
  listener = server.add_tcp_listener('127.0.0.1', 0)
  server.run
  puts "http://127.0.0.1:#{listener.addr[1]}/api/v1"
  $stdout.flush
end
sleep
