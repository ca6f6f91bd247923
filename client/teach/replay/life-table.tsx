/** The life of one frame: a row for each wire. A row opens the frame as it was there, with its headers and bytes. */
import { useSignal } from '@preact/signals';
import { useId, useMemo } from 'preact/hooks';
import type { JSX } from 'preact';
import type { ReplayFrame, ReplayHop } from '../../../shared/class/report.ts';
import { Icon } from '../../art/components.tsx';
import { nameOf, wordsOf } from '../../panels/seat.ts';
import { useReplay, useReplayWords } from './context.ts';
import { FrameWindow } from './frame-window.tsx';
import { wireRows, type WireColumn, type WireRow } from './life.ts';

/** `isFixed`: it follows the step, and nothing can be chosen or opened. */
export function LifeTable({ isFixed = false }: { readonly isFixed?: boolean }): JSX.Element {
  const { player, replay } = useReplay();
  const words = useReplayWords().life;
  const opened = useSignal<ReplayHop | null>(null);
  const id = useId();
  const frame = replay.frames.find(({ id }) => id === player.frame.value);
  return (
    <section class="life" aria-labelledby={id}>
      <h2 id={id}>{words.title}</h2>
      <p class="small quiet">{words.lead}</p>
      {!isFixed && <FrameChoice />}
      {frame === undefined ? (
        <p class="quiet">{words.none}</p>
      ) : (
        <>
          <Because frame={frame} isFixed={isFixed} />
          <Wires frame={frame} onOpen={isFixed ? null : (hop) => (opened.value = hop)} />
        </>
      )}
      {opened.value !== null && <FrameWindow hop={opened.value} onClose={() => (opened.value = null)} />}
    </section>
  );
}

function useFrameName(): (frame: ReplayFrame) => string {
  const { player, replay } = useReplay();
  const words = useReplayWords().life;
  const { store } = player;
  return (frame) => {
    const [first] = frame.hops;
    const last = frame.hops.at(-1);
    const look = first === undefined ? 'sealed' : first.look;
    const number = replay.frames.indexOf(frame) + 1;
    return words.frame(
      number,
      wordsOf(store).log.looks[look],
      nameOf(store, first?.from ?? ''),
      nameOf(store, last?.to ?? ''),
    );
  };
}

function FrameChoice(): JSX.Element {
  const { player, replay } = useReplay();
  const words = useReplayWords().life;
  const nameIt = useFrameName();
  return (
    <label class="frame-choice">
      <span class="lab">{words.choose}</span>
      <select
        class="field"
        value={String(player.frame.value ?? '')}
        onChange={(event) => (player.frame.value = Number(event.currentTarget.value))}
      >
        {player.frame.value === null && <option value="">–</option>}
        {replay.frames.map((frame) => (
          <option key={frame.id} value={String(frame.id)}>
            {nameIt(frame)}
          </option>
        ))}
      </select>
    </label>
  );
}

function Because({ frame, isFixed }: { readonly frame: ReplayFrame; readonly isFixed: boolean }): JSX.Element | null {
  const { player, replay } = useReplay();
  const words = useReplayWords().life;
  const nameIt = useFrameName();
  const cause = replay.frames.find(({ id }) => id === frame.because);
  if (isFixed) return <p class="small">{nameIt(frame)}</p>;
  if (cause === undefined) return null;
  return (
    <p>
      <button type="button" class="btn s" onClick={() => (player.frame.value = cause.id)}>
        <Icon name="arrow-left" width={15} /> {words.because(replay.frames.indexOf(cause) + 1)}
      </button>
    </p>
  );
}

interface WiresProps {
  readonly frame: ReplayFrame;
  readonly onOpen: ((hop: ReplayHop) => void) | null;
}

type Group = readonly WireColumn[];

/** Source and destination stand one below the other. */
const GROUPS: readonly Group[] = [['sourceMac', 'destinationMac'], ['sourceIp', 'destinationIp'], ['ttl'], ['vlan']];

function Wires({ frame, onOpen }: WiresProps): JSX.Element {
  const words = useReplayWords().life;
  const { replay } = useReplay();
  // Where no frame has a tag, there is nothing to say about VLANs.
  const isTagged = useMemo(
    () => replay.frames.some((one) => wireRows(one).some(({ values }) => values.vlan !== '')),
    [replay],
  );
  const groups = isTagged ? GROUPS : GROUPS.filter(([first]) => first !== 'vlan');
  return (
    <div class="scroller life-scroller" tabIndex={0} role="group" aria-label={words.title}>
      <table class="t life-table">
        <thead>
          <tr>
            <th scope="col">{words.wire}</th>
            {groups.map((group) => (
              <th key={group[0]} scope="col">
                {group.map((column) => (
                  <span key={column} class="line">
                    {words[column]}
                  </span>
                ))}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {wireRows(frame).map((row, index) => (
            <Wire key={index} row={row} groups={groups} onOpen={onOpen} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface WireProps extends Pick<WiresProps, 'onOpen'> {
  readonly row: WireRow;
  readonly groups: readonly Group[];
}

function Wire({ row, groups, onOpen }: WireProps): JSX.Element {
  const { player } = useReplay();
  const words = useReplayWords().life;
  const { store } = player;
  const { hop } = row;
  const [from, to] = [nameOf(store, hop.from), nameOf(store, hop.to)];
  const { atUs } = store.clock.value;
  const isNow = hop.departUs <= atUs && atUs < hop.arriveUs;
  return (
    <tr class={isNow ? 'now' : ''}>
      <th scope="row">
        {onOpen === null ? (
          `${from} → ${to}`
        ) : (
          <button type="button" class="wire-link" aria-label={words.openHop(from, to)} onClick={() => onOpen(hop)}>
            {from} → {to}
          </button>
        )}
        {isNow && <span class="tag">{words.now}</span>}
        {hop.outcome !== 'arrived' && (
          <span class="tag bad">
            <Icon name="cross" width={12} weight={3} />
            {words[hop.outcome]}
          </span>
        )}
      </th>
      {groups.map((group) => (
        <td key={group[0]} class="mono">
          {group.map((column) => (
            <span key={column} class={row.changed.includes(column) ? 'line changed' : 'line'}>
              <span class="value">{row.values[column] === '' ? '–' : row.values[column]}</span>
              {row.changed.includes(column) && <span class="tag">{words.changed}</span>}
            </span>
          ))}
        </td>
      ))}
    </tr>
  );
}
