/** A frame as it was on one wire: all its headers, and its bytes. */
import { signal } from '@preact/signals';
import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import type { ReplayHop } from '../../../shared/class/report.ts';
import type { CardView } from '../../../shared/game/view.ts';
import type { RoomModel } from '../../model.ts';
import { Dialog } from '../../pages/dialog.tsx';
import { Bytes } from '../../panels/bytes.tsx';
import { deskOf } from '../../panels/desk.ts';
import { HeaderTree } from '../../panels/header-tree.tsx';
import { nameOf } from '../../panels/seat.ts';
import { useReplay, useReplayWords } from './context.ts';
import type { ReplayPlayer } from './player.ts';

export function FrameWindow({ hop, onClose }: { readonly hop: ReplayHop; readonly onClose: () => void }): JSX.Element {
  const { player } = useReplay();
  const words = useReplayWords().life;
  const desk = useMemo(() => deskOf(storeAt(player, hop)), [hop]);
  const { store } = player;
  const card = desk.open.value;
  return (
    <Dialog title={words.hop(nameOf(store, hop.from), nameOf(store, hop.to))} onClose={onClose} class="frame-window">
      {card !== null && <HeaderTree desk={desk} card={card} />}
      <Bytes desk={desk} perRow={matchMedia('(max-width: 600px)').matches ? 8 : 16} />
    </Dialog>
  );
}

/** Somebody who reads all headers: a host, with this frame as the only letter. */
const READER = 'reader';

function storeAt({ store }: ReplayPlayer, { bytes, look }: ReplayHop): ReplayPlayer['store'] {
  const room = store.room.peek();
  if (room === null) return store;
  const card: CardView = {
    id: 1,
    kind: 'frame',
    port: '',
    bytes,
    fcs: '',
    unaddressed: false,
    look,
    destination: '',
    nextHop: '',
    form: [],
    guided: false,
    tries: 0,
    hints: [],
  };
  const reader = { id: READER, kind: 'host' as const, x: 0, y: 0, drawAs: 'device' as const, seat: false, ports: [] };
  const you: RoomModel['you'] = {
    device: READER,
    cards: [card],
    tables: { kind: 'host', interfaces: [], routes: [], neighbors: [] },
    verdict: null,
    verdictOpen: false,
    score: { decisions: 0, par: 0, right: 0, wasteful: 0, broken: 0, unsafe: 0, hintCost: 0, stars: 0 },
    log: [],
    logged: 0,
    predictions: { waiting: [], open: null, last: null, tested: 0, right: 0 },
    configuration: null,
    wire: null,
    storm: null,
    faultHints: [],
  };
  const map = { ...room.map, devices: [...room.map.devices, reader] };
  return { ...store, room: signal<RoomModel | null>({ ...room, map, you }) };
}
