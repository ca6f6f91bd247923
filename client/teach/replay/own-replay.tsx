/** The replay of a round that somebody has played, by their own token: that of the class, where they are in one, else that of the room. */
import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import { usePage } from '../../pages/page.tsx';
import type { OwnReplayProps } from '../../pages/replay-entry.tsx';
import { classTransport } from '../connection.ts';
import { Replay } from './replay.tsx';
import { classSource, roomSource } from './source.ts';

export function OwnReplay({ room }: OwnReplayProps): JSX.Element {
  const { identity, router } = usePage();
  const source = useMemo(() => {
    const round = { room: room.code, round: room.round };
    const route = router.route.peek();
    if (route.page !== 'class') return roomSource(identity.tokenFor(room.code), round);
    const reader = { code: route.code, secret: identity.tokenFor(`class/${route.code}`) };
    return classSource(classTransport(), reader, round);
  }, [room.code, room.round]);
  return <Replay source={source} />;
}
