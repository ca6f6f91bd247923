/**
 * What Colyseus writes about errors. It writes the stack, and sometimes the content, of whatever a client has sent that cannot be read: anybody could fill the log,
 * and get names into it. Such a client is told or cut off, and nothing is written; what is our mistake is written once.
 */
import { setLogger, type Logger } from '@colyseus/core/Logger';
import { logOnce } from '../log.ts';

/** The first place on the stack that is in a file and not in the engine itself. */
const FIRST_PLACE = /\n\s+at [^\n]*\/[^\n]*/;
/** Where frames, and the messages in them, are read. */
const READING = /\/node_modules\/(?:ws\/lib|msgpackr)\//;

/** Is this the stack of an error that only says that a client has sent something that cannot be read? */
export function isSendersMistake(stack: string): boolean {
  return READING.test(FIRST_PLACE.exec(stack)?.[0] ?? '');
}

const quiet: Logger = {
  debug: (...what) => console.debug(...what),
  info: (...what) => console.info(...what),
  trace: (...what) => console.trace(...what),
  warn: (...what) => console.warn(...what),
  error: (...what) => {
    const text = what.map(String).join(' ');
    if (!isSendersMistake(text)) logOnce('rooms', text);
  },
};

/** The decoder of @colyseus/schema writes by itself when the kind of a message is no UTF-8. */
const WRITTEN_BY_DECODER = 'decode.utf8Read(): ';

/** From now on, for the whole process. */
export function quietRooms(): void {
  setLogger(quiet);
  const write = console.error;
  console.error = (...what: unknown[]) => {
    if (!String(what[0]).startsWith(WRITTEN_BY_DECODER)) write(...what);
  };
}
