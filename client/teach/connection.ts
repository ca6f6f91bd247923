/** The way to a class: its API, and the connections of a teacher's browser and a projector. Secrets stand in bodies only. */
import type { ClassReport, Replay, ReplayMoment } from '../../shared/class/report.ts';
import type { ClassSettings } from '../../shared/class/settings.ts';
import type { MadeClass } from '../../shared/messages/class.ts';
import { openLine, placeOf, post, postForFile, valueOf, type Line, type LineEvents } from '../connection.ts';
import type { Outcome } from '../model.ts';
import type { RoomSnapshot } from '../room-reader.ts';
import type { PlayedRound } from '../router.ts';
import type { ClassSnapshot } from './reader.ts';

/** Who teaches which class. */
export interface Teacher {
  readonly code: string;
  /** 128 bits, base64url. */
  readonly secret: string;
}

/** A promise rejects only when the server was not reached. */
export interface ClassTransport {
  make(settings: ClassSettings, secret: string, isDemo: boolean): Promise<Outcome<MadeClass>>;
  /** A place as teacher; with the PIN for a browser whose secret is not known yet. Nobody is interested any more when `until` is aborted; so with each `until`. */
  teach(teacher: Teacher, pin?: string, until?: AbortSignal): Promise<Outcome<unknown>>;
  project(teacher: Teacher, until?: AbortSignal): Promise<Outcome<unknown>>;
  /** A place in a team's room to look on; `seats`: with what every seat sees. */
  watch(teacher: Teacher, team: string, seats: boolean, until?: AbortSignal): Promise<Outcome<unknown>>;
  openClass(reservation: unknown, events: LineEvents<ClassSnapshot>, until?: AbortSignal): Promise<Line>;
  openTeam(reservation: unknown, events: LineEvents<RoomSnapshot>, until?: AbortSignal): Promise<Line>;
  report(teacher: Teacher): Promise<Outcome<ClassReport>>;
  replay(teacher: Teacher, round: PlayedRound): Promise<Outcome<Replay>>;
  moment(teacher: Teacher, round: PlayedRound, step: number): Promise<Outcome<ReplayMoment>>;
  /** The round as pcapng. */
  capture(teacher: Teacher, round: PlayedRound): Promise<Outcome<Blob>>;
  delete(teacher: Teacher): Promise<Outcome<null>>;
}

/** The network as it is. */
export function classTransport(): ClassTransport {
  return {
    make: (settings, secret, isDemo) => valueOf(post('/api/classes', { settings, secret, isDemo })),
    teach: ({ code, secret }, pin, until) => placeOf(post(`/api/classes/${code}/teach`, { secret, pin }, until)),
    project: ({ code, secret }, until) => placeOf(post(`/api/classes/${code}/project`, { secret }, until)),
    watch: ({ code, secret }, team, seats, until) =>
      placeOf(post(`/api/classes/${code}/watch`, { secret, team, seats }, until)),
    openClass: openLine,
    openTeam: openLine,
    report: ({ code, secret }) => valueOf(post(`/api/classes/${code}/report`, { secret })),
    replay: ({ code, secret }, round) => valueOf(post(`/api/classes/${code}/replay`, { secret, ...round })),
    moment: ({ code, secret }, round, step) => valueOf(post(`/api/classes/${code}/replay`, { secret, ...round, step })),
    capture: ({ code, secret }, round) => postForFile(`/api/classes/${code}/capture`, { secret, ...round }),
    delete: async ({ code, secret }) => {
      const reply = await post(`/api/classes/${code}/delete`, { secret });
      return 'refused' in reply ? reply : { value: null };
    },
  };
}
