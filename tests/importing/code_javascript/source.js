module.exports = [
  { code: 1001, name: 'NO_FUNDS', message: 'No funds', status: 402 },
  { code: 1002, name: 'BAD_KEY', message: 'Bad key', status: 401 },
];
const E = Object.freeze({ NO: 'x', });
class AcmeError extends Error {}
AcmeError.CODES = { ok: 0, wrong_key: 7, busy: 9 };
