/** The server as it is, in a process of its own, which tells the test that has started it what it would otherwise look up in memory: the letters of a room, and what is right. */
import { matchMaker } from '@colyseus/core';
import type { MatchRoom } from '../../../server/rooms/match-room.ts';
import { isWon } from '../../../shared/game/match.ts';
import { formFor, rightAnswers } from '../../shared/game/play.ts';
import type { PersonSeen, Question, RoomSeen } from './asked.ts';

await import('../../../server/main.ts');

process.on('message', ({ number, question }: { readonly number: number; readonly question: Question }) => {
  void answerTo(question).then(
    (answer) => process.send?.({ to: number, answer }),
    (error: unknown) => process.send?.({ to: number, failed: String(error) }),
  );
});
// Whoever has started it is gone.
process.on('disconnect', () => process.exit());

async function answerTo({ speed, spoil }: Question): Promise<readonly RoomSeen[]> {
  const listings = await matchMaker.query({ name: 'match' });
  const rooms = listings.flatMap(({ roomId }) => {
    const room = matchMaker.getLocalRoomById(roomId);
    return room === undefined ? [] : [room as unknown as MatchRoom];
  });
  for (const room of rooms) {
    const { pace } = room;
    if (speed !== undefined && !pace.paused && pace.speed !== speed) pace.setPace({ paused: false, speed });
    if (room.record.code === spoil) spoilt(room);
  }
  return rooms.map(seen);
}

function seen(room: MatchRoom): RoomSeen {
  const { round, record, people } = room;
  return {
    code: record.code,
    puzzle: round.match.puzzle.id,
    round: round.number,
    isWon: isWon(round.match),
    people: people.map((person): PersonSeen => {
      const { name, device, connected } = person;
      const seat = round.match.seats[device ?? ''];
      const card = seat?.verdictOpen === false ? seat.inbox[0] : undefined;
      return {
        name,
        seat: device,
        connected,
        decisions: seat?.counts.decisions ?? 0,
        letter:
          seat === undefined || card === undefined
            ? null
            : {
                id: card.id,
                tries: card.tries,
                form: formFor(round.match, seat.device, card),
                right: rightAnswers(round.match, seat.device, card),
              },
      };
    }),
  };
}

/** The next input throws. */
function spoilt({ round }: MatchRoom): void {
  const get = (): never => {
    throw new Error('spoilt by a test');
  };
  Object.defineProperty(round.match, 'links', { get });
}
