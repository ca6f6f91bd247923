/** The own mistakes by name, each with the frame on which it happened; the frame opens with all its headers. */
import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { FrameIcon, Icon } from '../art/components.tsx';
import type { RuleId } from '../../shared/device/rule.ts';
import type { Mistake } from '../../shared/game/mistakes.ts';
import type { ToldEntry } from '../../shared/game/view.ts';
import type { RoomModel } from '../model.ts';
import { frameOfHex, layerRows } from '../panels/fields.ts';
import { findingText } from '../panels/configure.tsx';
import { namingText } from '../panels/fault.tsx';
import { plain, sentenceOf } from '../panels/sentence.ts';
import { ruleCase, SIGNS } from '../panels/verdict.tsx';
import { Dialog } from './dialog.tsx';
import { usePage, useWords } from './page.tsx';

export function Mistakes({ room, log }: { readonly room: RoomModel; readonly log: readonly ToldEntry[] }): JSX.Element {
  const words = useWords().result;
  const opened = useSignal<Mistake | null>(null);
  const mistakes = mistakesIn(log);
  const hasDecided = log.length > 0 || (room.you?.score.decisions ?? 0) > 0;
  return (
    <div class="mistakes">
      {mistakes.length === 0 ? (
        <p class="quiet">{hasDecided ? words.noMistakes : words.noDecisions}</p>
      ) : (
        <>
          <h2>{words.mistakes}</h2>
          <ul>
            {mistakes.map((mistake, index) => (
              <li key={index}>
                <MistakeLine room={room} mistake={mistake} onOpen={() => (opened.value = mistake)} />
              </li>
            ))}
          </ul>
        </>
      )}
      {opened.value !== null && <Headers room={room} mistake={opened.value} onClose={() => (opened.value = null)} />}
    </div>
  );
}

/** Those that count, as the server has marked them. */
function mistakesIn(log: readonly ToldEntry[]): readonly Mistake[] {
  return log.filter((entry): entry is ToldEntry & Mistake => entry.isMistake);
}

function ruleOf(mistake: Mistake): RuleId {
  if (mistake.verdict !== null) return mistake.verdict.rule;
  return mistake.naming === undefined ? mistake.finding.rule : 'fault.find';
}

interface MistakeLineProps {
  readonly room: RoomModel;
  readonly mistake: Mistake;
  readonly onOpen: () => void;
}

function MistakeLine({ room, mistake, onOpen }: MistakeLineProps): JSX.Element {
  const { store } = usePage();
  const { result: words, panels } = useWords();
  const { rules } = store.language.value;
  const { quality } = mistake;
  const rule = rules[ruleOf(mistake)];
  // In a guided decision nothing happened: what is left of it is the reason.
  const isHeldBack = mistake.verdict?.refused === true;
  const happened = (): string => {
    if (mistake.verdict !== null) {
      const it = ruleCase(store, mistake.verdict);
      return isHeldBack ? rule.reason(it) : rule.happened(it);
    }
    return mistake.naming === undefined ? findingText(store, mistake.finding) : namingText(store, mistake.naming);
  };
  const frame = useFrameSentence(room, mistake);
  return (
    <>
      {isHeldBack && (
        <span class="chip">
          <Icon name="hand" width={15} />
          {panels.verdict.refusedHead}
        </span>
      )}
      {quality !== 'right' && !isHeldBack && (
        <span class={`chip ${quality}`}>
          <Icon name={SIGNS[quality]} width={15} />
          {panels.verdict.signs[quality]}
        </span>
      )}
      <div>
        <strong>{rule.name}</strong>
        <p class="small">{happened()}</p>
        {mistake.bytes !== '' && (
          <button type="button" class="btn ghost s frame-link" onClick={onOpen}>
            <FrameIcon look={mistake.look} width={34} />
            <span>
              {frame}
              <span class="unseen"> {words.openFrame}</span>
            </span>
          </button>
        )}
        {mistake.mended && !isHeldBack && <p class="small quiet">{words.mended}</p>}
      </div>
    </>
  );
}

function Headers({
  room,
  mistake,
  onClose,
}: {
  readonly room: RoomModel;
  readonly mistake: Mistake;
  readonly onClose: () => void;
}): JSX.Element {
  const words = useWords();
  const title = useFrameSentence(room, mistake);
  const layers = layerRows(frameOfHex(mistake.bytes), words.panels);
  return (
    <Dialog title={title} onClose={onClose} class="headers">
      {layers.map((layer) => (
        <table key={layer.layer} class="header-table">
          <caption>{words.panels.protocols[layer.protocol]}</caption>
          <tbody>
            {layer.fields.map((field) => (
              <tr key={field.path}>
                <th scope="row">{field.label}</th>
                <td class="mono">{field.text}</td>
              </tr>
            ))}
          </tbody>
        </table>
      ))}
    </Dialog>
  );
}

function useFrameSentence(room: RoomModel, mistake: Mistake): string {
  const words = useWords();
  // It may have happened on another seat.
  const kind = room.map.devices.find(({ id }) => id === mistake.device)?.kind ?? 'host';
  return mistake.bytes === '' ? '' : plain(sentenceOf(frameOfHex(mistake.bytes), kind, words.panels));
}
