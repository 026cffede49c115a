export function text(code: number): string {
  switch (code) {
    case 1001: return 'No funds';
    case 1002:
      return `Bad key`;
    default: return 'other';
  }
}
export const Status = { ACTIVE: 'active', CLOSED: 'closed' } as const;
