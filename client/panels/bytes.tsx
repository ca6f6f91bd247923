import type { JSX } from 'preact';
import { Icon } from '../art/components.tsx';
import type { Frame } from '../../shared/wire/frame.ts';
import { SignalLines } from './check-sequence.tsx';
import type { Desk } from './desk.ts';
import {
  allFields,
  bitPicture,
  fieldsAt,
  type FieldRef,
  isRead,
  layerRange,
  layerRows,
  rangeOf,
  sameField,
  touches,
} from './fields.ts';
import { kindOfSeat, wordsOf } from './seat.ts';

/** Octets that fit beside each other in the card's one line, and how many are kept in sight before the selected one. */
const LINE_OCTETS = 17;
const LINE_BEFORE = 6;
/** The two addresses of a frame that is not addressed yet: dots in place of digits. */
const ADDRESS_OCTETS = 12;

/** All bytes in hexadecimal with their offsets. Pressing one selects its field; two buttons walk through the fields. */
export function Bytes({ desk, perRow }: { readonly desk: Desk; readonly perRow: number }): JSX.Element {
  const words = wordsOf(desk.store);
  const { bytes } = desk.frame.value;
  const rows = Array.from({ length: Math.ceil(bytes.length / perRow) }, (_, row) => row * perRow);
  return (
    <>
      <div
        class="bytes dump"
        role="group"
        aria-label={words.frame.bytes(bytes.length)}
        onClick={(event) => pressByte(desk, event)}
      >
        <SignalLines desk={desk} side="before" />
        {rows.map((start) => (
          <div key={start} class="line">
            <span class="offset">{start.toString(16).padStart(4, '0')}</span>
            <Octets desk={desk} from={start} to={Math.min(start + perRow, bytes.length)} />
          </div>
        ))}
        <SignalLines desk={desk} side="behind" />
      </div>
      <SelectedField desk={desk} />
    </>
  );
}

/** One line of bytes around the selected field, under the headers. */
export function ByteLine({ desk }: { readonly desk: Desk }): JSX.Element {
  const words = wordsOf(desk.store);
  const frame = desk.frame.value;
  const field = desk.field.value;
  const first = field === null ? 0 : Math.floor(rangeOf(frame, field).first / 8);
  const from = first < LINE_OCTETS - LINE_BEFORE ? 0 : first - LINE_BEFORE;
  const to = Math.min(from + LINE_OCTETS, frame.bytes.length);
  const bits = field === null ? undefined : bitPicture(frame, field);
  return (
    <div
      class="bytes"
      role="group"
      aria-label={words.frame.bytes(frame.bytes.length)}
      onClick={(event) => pressByte(desk, event)}
    >
      {from > 0 && '… '}
      <Octets desk={desk} from={from} to={to} />
      {to < frame.bytes.length && ' …'}
      {bits !== undefined && <Bits {...bits} />}
    </div>
  );
}

/** Each octet as two digits; a field that ends within an octet takes only its digit. */
function Octets({ desk, from, to }: { readonly desk: Desk; readonly from: number; readonly to: number }): JSX.Element {
  const frame = desk.frame.value;
  const field = desk.field.value;
  const selected = field === null ? { first: 0, bits: 0 } : rangeOf(frame, field);
  const around = layerRange(frame, field?.layer ?? 0);
  const isUnwritten = desk.open.value?.unaddressed === true;
  return (
    <span class="octets">
      {Array.from(frame.bytes.slice(from, to), (octet, index) => {
        const at = from + index;
        const tone = touches(selected, at) ? 'sel' : touches(around, at) ? 'same' : '';
        const half = (bit: number): boolean => bit < selected.first + selected.bits && bit + 4 > selected.first;
        const [high, low] = [half(at * 8), half(at * 8 + 4)];
        const text = isUnwritten && at < ADDRESS_OCTETS ? '··' : octet.toString(16).padStart(2, '0');
        return (
          <span key={at} class={`o ${tone}${high && low ? ' full' : ''}`} data-at={at}>
            {tone === 'sel' && high !== low ? <HalfOctet text={text} isHigh={high} /> : text}
          </span>
        );
      })}
    </span>
  );
}

/** One digit of an octet is the field's. */
function HalfOctet({ text, isHigh }: { readonly text: string; readonly isHigh: boolean }): JSX.Element {
  const [high, low] = text;
  return isHigh ? (
    <>
      <b>{high}</b>
      {low}
    </>
  ) : (
    <>
      {high}
      <b>{low}</b>
    </>
  );
}

function Bits({
  before,
  own,
  after,
}: {
  readonly before: string;
  readonly own: string;
  readonly after: string;
}): JSX.Element {
  return (
    <span class="bits">
      {before}
      <b>{own}</b>
      {after}
    </span>
  );
}

/** Name and value of the selected field, and the way to the one before and after it. */
function SelectedField({ desk }: { readonly desk: Desk }): JSX.Element {
  const words = wordsOf(desk.store);
  const frame = desk.frame.value;
  const field = desk.field.value;
  const fields = readableFields(desk, frame);
  const place = fields.findIndex((ref) => sameField(ref, field));
  const row = layerRows(frame, words)
    .flatMap((layer) => layer.fields)
    .find((it) => sameField(it, field));
  const protocol = row === undefined ? undefined : frame.layers[row.layer]?.protocol;
  const bits = field === null ? undefined : bitPicture(frame, field);
  const go = (to: number): void => {
    desk.field.value = fields[to] ?? null;
  };
  return (
    <div class="selected-field">
      <button
        type="button"
        class="btn ghost s icon"
        aria-label={words.frame.previousField}
        disabled={place < 1}
        onClick={() => go(place - 1)}
      >
        <Icon name="arrow-left" width={16} />
      </button>
      <p class="grow" aria-live="polite">
        {row === undefined || protocol === undefined ? (
          <span class="quiet">{words.frame.chooseField}</span>
        ) : (
          <>
            <span class="quiet">{`${words.protocols[protocol]} · ${row.label} `}</span>
            <span class="mono">{row.text}</span>
            {bits !== undefined && <Bits {...bits} />}
          </>
        )}
      </p>
      <button
        type="button"
        class="btn ghost s icon"
        aria-label={words.frame.nextField}
        disabled={place + 1 >= fields.length}
        onClick={() => go(place + 1)}
      >
        <Icon name="arrow-right" width={16} />
      </button>
    </div>
  );
}

/** A byte of several fields goes through them, one a press. */
function pressByte(desk: Desk, event: MouseEvent): void {
  const at = (event.target as Element).closest<HTMLElement>('[data-at]')?.dataset.at;
  if (at === undefined) return;
  const kind = kindOfSeat(desk.store);
  const fields = fieldsAt(desk.frame.value, Number(at)).filter((ref) => isRead(kind, ref.layer, desk.frame.value));
  const place = fields.findIndex((ref) => sameField(ref, desk.field.value));
  desk.field.value = fields[(place + 1) % fields.length] ?? null;
}

function readableFields(desk: Desk, frame: Frame): readonly FieldRef[] {
  const kind = kindOfSeat(desk.store);
  return allFields(frame).filter((ref) => isRead(kind, ref.layer, frame));
}
