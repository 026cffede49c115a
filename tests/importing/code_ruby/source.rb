module Acme
  ERRORS = {
    1001 => 'No funds',
    1002 => 'Bad key'
  }.freeze
  CODES = { no_funds: 1001, bad_key: 1002 }
end
