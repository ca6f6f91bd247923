/** Where a replay comes from: a class, by the teacher's secret or a student's token; or a room, by the own token. */
import type { Replay, ReplayMoment } from '../../../shared/class/report.ts';
import { post, postForFile } from '../../connection.ts';
import type { Outcome } from '../../model.ts';
import type { PlayedRound } from '../../router.ts';
import type { ClassTransport, Teacher } from '../connection.ts';

/** A promise rejects only when the server was not reached. */
export interface ReplaySource {
  replay(): Promise<Outcome<Replay>>;
  /** What every seat saw right after this step. */
  moment(step: number): Promise<Outcome<ReplayMoment>>;
  /** The round as pcapng. */
  capture(): Promise<Outcome<Blob>>;
  /** Of the capture that is saved. */
  readonly file: string;
}

/** `reader`: the teacher's secret, or a student's own token in its place. */
export function classSource(
  transport: Pick<ClassTransport, 'replay' | 'moment' | 'capture'>,
  reader: Teacher,
  round: PlayedRound,
): ReplaySource {
  return {
    replay: () => transport.replay(reader, round),
    moment: (step) => transport.moment(reader, round, step),
    capture: () => transport.capture(reader, round),
    file: captureName(round),
  };
}

export function roomSource(token: string, { room, round }: PlayedRound): ReplaySource {
  const path = `/api/rooms/${room}`;
  return {
    replay: async () => (await post(`${path}/replay`, { token, round })) as unknown as Outcome<Replay>,
    moment: async (step) => (await post(`${path}/replay`, { token, round, step })) as unknown as Outcome<ReplayMoment>,
    capture: () => postForFile(`${path}/capture`, { token, round }),
    file: captureName({ room, round }),
  };
}

export function captureName({ room, round }: PlayedRound): string {
  return `${room}-${round}.pcapng`;
}
