/** The play page below 900 px: inbox and frame scroll, the one step that is asked now stays at the thumb. The tabs around it are the page's. */
import type { JSX, RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { Configure } from './configure.tsx';
import type { Desk } from './desk.ts';
import { deskOf } from './desk.ts';
import { letterOf, type PanelProps, placeOf } from './device-panel.tsx';
import { dutyOf } from './duty.ts';
import { FaultPanel } from './fault.tsx';
import { useKeptFocus } from './focus.ts';
import { quickStep } from './form.ts';
import { DepthSwitch, FoldedFrame, FrameCard } from './frame-card.tsx';
import { GroupBody } from './group-body.tsx';
import { Inbox, NotYet } from './inbox.tsx';
import { wordsOf } from './seat.ts';
import { currentGroup, useShortcuts } from './shortcuts.ts';
import { Doing, QuickStep, StepTitle } from './steps.tsx';
import { ByHand, StormPanel } from './storm.tsx';
import { Tables } from './tables.tsx';
import { OwnVerdict } from './verdict.tsx';
import { Waiting } from './waiting.tsx';
import { WireCard, WireDoing } from './wire-desk.tsx';

export function PhoneStep({ store, onWatchAgain }: PanelProps): JSX.Element | null {
  const desk = deskOf(store);
  const panel = useRef<HTMLElement>(null);
  useShortcuts(desk);
  useKeptFocus(panel, placeOf(desk));
  useTop(panel, desk);
  if (store.room.value === null || desk.seat.value === null) return null;
  return (
    <section class="phone-step" aria-label={wordsOf(store).label} data-shortcuts ref={panel}>
      <div class="scroll">
        <Above desk={desk} onWatchAgain={onWatchAgain} />
      </div>
      <Sheet desk={desk} />
    </section>
  );
}

/** The tab "Table" of a phone. */
export function PhoneTables({ store }: { readonly store: PanelProps['store'] }): JSX.Element {
  return (
    <div class="phone-step">
      <div class="scroll">
        <Tables desk={deskOf(store)} />
      </div>
    </div>
  );
}

function Above({
  desk,
  onWatchAgain,
}: {
  readonly desk: Desk;
  readonly onWatchAgain: (() => void) | undefined;
}): JSX.Element {
  switch (dutyOf(desk)) {
    case 'configure':
      return <Configure desk={desk} />;
    case 'wire':
      return (
        <>
          <WireCard store={desk.store} own={desk.seat.value?.wire ?? null} />
          {desk.isVerdictOpen.value && <OwnVerdict desk={desk} />}
          <FoldedFrame desk={desk} />
        </>
      );
    case 'verdict':
      return (
        <>
          <FoldedFrame desk={desk} />
          <OwnVerdict desk={desk} onWatchAgain={onWatchAgain} />
        </>
      );
    case 'storm':
      return <StormPanel desk={desk} />;
    case 'wait':
      return <Waiting desk={desk} />;
    case 'letter':
      return (
        <>
          <div class="inbox-row">
            <Inbox desk={desk} />
            <DepthSwitch desk={desk} narrow />
          </div>
          <ByHand desk={desk} />
          <FrameCard desk={desk} narrow />
          {desk.open.value !== desk.first.value && <NotYet desk={desk} />}
          <FaultPanel desk={desk} />
        </>
      );
  }
}

/** A new letter, and what became of it, are read from their beginning; the row that is asked stays in sight. */
function useTop(panel: RefObject<HTMLElement | null>, desk: Desk): void {
  const shown = `${letterOf(desk)} ${desk.first.value?.tries}`;
  useEffect(() => {
    const read = panel.current?.querySelector('.scroll');
    read?.scrollTo(0, 0);
    // On a low screen the page scrolls, not its part.
    read?.firstElementChild?.scrollIntoView({ block: 'nearest' });
  }, [shown]);
  useEffect(() => {
    panel.current?.querySelector('.sheet .header-row.open')?.scrollIntoView({ block: 'nearest' });
  }, [placeOf(desk)]);
}

/** One step at a time; the ones before it can be opened again. */
function Sheet({ desk }: { readonly desk: Desk }): JSX.Element | null {
  const card = desk.first.value;
  const duty = dutyOf(desk);
  if (duty === 'wire')
    return desk.isVerdictOpen.value ? null : (
      <div class="sheet">
        <WireDoing desk={desk} />
      </div>
    );
  if (duty !== 'letter' || card === null || card.form.length === 0 || desk.open.value !== card) return null;
  if (quickStep(card.form) !== undefined)
    return (
      <div class="sheet">
        <QuickStep desk={desk} />
      </div>
    );
  const groups = desk.groups.value;
  const current = currentGroup(desk);
  if (current === undefined) return null;
  const place = groups.indexOf(current);
  const before = groups[place - 1];
  const isLast = place === groups.length - 1;
  const words = wordsOf(desk.store).phone;
  return (
    <div class="sheet">
      <section class="step last">
        <div class="row">
          <StepTitle desk={desk} group={current} number={place + 1} />
          <span class="grow" />
          {before !== undefined && (
            <button type="button" class="btn ghost s" onClick={() => (desk.reopened.value = before.steps[0]!.part)}>
              {words.back}
            </button>
          )}
        </div>
        <GroupBody desk={desk} group={current} />
        {isLast ? (
          <Doing desk={desk} />
        ) : (
          <button type="button" class="btn main wide" onClick={() => (desk.reopened.value = null)}>
            {words.next}
          </button>
        )}
      </section>
    </div>
  );
}
