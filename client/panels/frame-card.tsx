import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { FrameIcon, Icon } from '../art/components.tsx';
import type { CardView } from '../../shared/game/view.ts';
import type { FieldPiece, Sentence } from '../../shared/text/panel-words.ts';
import type { Depth, Desk } from './desk.ts';
import { Bytes, ByteLine } from './bytes.tsx';
import { HeaderTree } from './header-tree.tsx';
import { SignalBits } from './signal-bits.tsx';
import { kindOfSeat, wordsOf } from './seat.ts';
import { letterSentence, plain } from './sentence.ts';
import { Segments } from './segments.tsx';
import { sameField } from './fields.ts';
import { ToSend } from './to-send.tsx';

/** The open letter in three depths: what it says, its headers, its bytes. One selection runs through all three. */
export function FrameCard({
  desk,
  narrow = false,
}: {
  readonly desk: Desk;
  readonly narrow?: boolean;
}): JSX.Element | null {
  const card = desk.open.value;
  if (card === null) return null;
  const words = wordsOf(desk.store);
  const sentence = letterSentence(card, desk.frame.value, kindOfSeat(desk.store), words);
  const { malformed } = desk.frame.value;
  return (
    <article class="card frame" aria-label={words.frame.title}>
      <h3 class="sentence">
        <SentenceText desk={desk} sentence={sentence} />
      </h3>
      {card.look === 'damaged' && <p class="fault">{words.frame.damaged}</p>}
      {card.bytes !== '' && card.fcs === '' && malformed !== undefined && (
        <p class="fault">{words.frame.malformed(malformed.at)}</p>
      )}
      {card.kind !== 'frame' && card.kind !== 'access' && <ToSend desk={desk} card={card} />}
      {card.bytes !== '' && <Depths desk={desk} card={card} narrow={narrow} />}
    </article>
  );
}

/** Sentence, headers or bytes; a hub can look no deeper than its bits. */
export function DepthSwitch({
  desk,
  narrow = false,
}: {
  readonly desk: Desk;
  readonly narrow?: boolean;
}): JSX.Element | null {
  if (kindOfSeat(desk.store) === 'hub') return null;
  const { depth } = wordsOf(desk.store);
  const depths = narrow ? (['headers', 'bytes'] as const) : (['sentence', 'headers', 'bytes'] as const);
  const options = depths.map((value) => ({ value, text: depth[value] }));
  const change = (value: Depth): void => {
    desk.depth.value = value;
  };
  return <Segments name="depth" label={depth.label} value={desk.depth.value} options={options} onChange={change} />;
}

/** Beside a verdict the frame is one line, and opens when wanted. */
export function FoldedFrame({ desk }: { readonly desk: Desk }): JSX.Element | null {
  const [isOpen, setOpen] = useState(false);
  const card = desk.open.value;
  if (card === null) return null;
  const words = wordsOf(desk.store);
  const kind = kindOfSeat(desk.store);
  const fold = kind === 'hub' ? words.frame.foldBits : words.frame.fold;
  const sentence = letterSentence(card, desk.frame.value, kind, words);
  return (
    <>
      <article class="card frame folded" aria-label={words.frame.title}>
        <FrameIcon look={card.look} width={40} />
        <p class="sentence grow">{plain(sentence)}</p>
        {card.bytes !== '' && (
          <button
            type="button"
            class="btn ghost s icon"
            aria-expanded={isOpen}
            aria-label={fold(isOpen)}
            onClick={() => setOpen(!isOpen)}
          >
            <Icon name={isOpen ? 'minus' : 'chevron-down'} width={18} />
          </button>
        )}
      </article>
      {isOpen && <FrameCard desk={desk} />}
    </>
  );
}

/** Where the panel is 440 px wide, 16 bytes do not fit in a row. */
const SLIM_PANEL = '(max-width: 1199px)';

function Depths({
  desk,
  card,
  narrow,
}: {
  readonly desk: Desk;
  readonly card: CardView;
  readonly narrow: boolean;
}): JSX.Element | null {
  const depth = desk.depth.value;
  if (kindOfSeat(desk.store) === 'hub') return <SignalBits desk={desk} />;
  if (depth === 'sentence') return null;
  if (depth === 'bytes') return <Bytes desk={desk} perRow={narrow || matchMedia(SLIM_PANEL).matches ? 8 : 16} />;
  return (
    <>
      <HeaderTree key={card.id} desk={desk} card={card} />
      {!narrow && card.kind !== 'originate' && <ByteLine desk={desk} />}
    </>
  );
}

/** The addresses in a sentence can be pressed: they are fields of the frame. A sign of punctuation stays on the line of its address. */
function SentenceText({ desk, sentence }: { readonly desk: Desk; readonly sentence: Sentence }): JSX.Element {
  return (
    <>
      {sentence.map((piece, index) => {
        if (typeof piece === 'string') return typeof sentence[index - 1] === 'object' ? piece.replace(MARK, '') : piece;
        const next = sentence[index + 1];
        const mark = typeof next === 'string' ? (MARK.exec(next)?.[0] ?? '') : '';
        return (
          <span key={piece.path} class="nowrap">
            <Token desk={desk} piece={piece} />
            {mark}
          </span>
        );
      })}
    </>
  );
}

const MARK = /^[,:?，：？]/;

function Token({ desk, piece }: { readonly desk: Desk; readonly piece: FieldPiece }): JSX.Element {
  const [protocol, name = ''] = piece.path.split('.');
  const ref = { layer: desk.frame.value.layers.findIndex((it) => it.protocol === protocol), name };
  const isOn = sameField(desk.field.value, ref);
  return (
    <button
      type="button"
      class={`token${isOn ? ' on' : ''}`}
      aria-pressed={isOn}
      onClick={() => (desk.field.value = isOn ? null : ref)}
    >
      {piece.text}
    </button>
  );
}
