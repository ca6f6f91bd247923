/** Why something that a browser asked for was refused: a closed list, in messages and in the match alike. */
export const refusalCodes = [
  'bad-message',
  'too-many-messages',
  'no-such-room',
  'room-full',
  'seat-taken',
  'no-such-seat',
  'not-seated',
  'not-your-card',
  'not-answered',
  'not-a-choice',
  'no-such-hint',
  'cannot-predict',
  'no-console',
  'not-alone',
  'no-such-place',
  'too-many-phrases',
  'not-finished',
  'bad-name',
  'server-busy',
  'internal',
] as const;
export type RefusalCode = (typeof refusalCodes)[number];
