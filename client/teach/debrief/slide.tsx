/** One slide of a debrief. It names no student. */
import { signal } from '@preact/signals';
import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import type { ShownMistake } from '../../../shared/class/report.ts';
import type { PuzzleId } from '../../../shared/game/puzzle.ts';
import type { MapView } from '../../../shared/game/view.ts';
import { teamName } from '../../../shared/text/team-names.ts';
import { FrameIcon } from '../../art/components.tsx';
import type { RoomModel } from '../../model.ts';
import { usePage } from '../../pages/page.tsx';
import { findingText } from '../../panels/configure.tsx';
import { deskOf } from '../../panels/desk.ts';
import { namingText } from '../../panels/fault.tsx';
import { frameOfHex } from '../../panels/fields.ts';
import { nameOf } from '../../panels/seat.ts';
import { plain, sentenceOf } from '../../panels/sentence.ts';
import { VerdictCard } from '../../panels/verdict.tsx';
import type { PageStore } from '../../store.ts';
import { useAfterWords } from '../after.ts';
import type { Slide } from '../slides.ts';
import '../../style/panels.css';
import '../../style/debrief.css';

interface SlideProps {
  readonly slide: Slide;
  /** Of the puzzle that the slide is about; null while it is not known. */
  readonly map: MapView | null;
}

export function DebriefSlide({ slide, map }: SlideProps): JSX.Element {
  switch (slide.kind) {
    case 'mistake': {
      const { puzzle, device, mistake, students, of } = slide.mistake;
      return <MistakeSlide puzzle={puzzle} device={device} mistake={mistake} count={[students, of]} map={map} />;
    }
    case 'moment':
      return <MomentSlide slide={slide} map={map} />;
    case 'question':
      return <QuestionSlide slide={slide} />;
    case 'closing':
      return <ClosingSlide slide={slide} />;
  }
}

/** The puzzle whose devices a slide names. */
export function puzzleOf(slide: Slide): PuzzleId | null {
  if (slide.kind === 'mistake') return slide.mistake.puzzle;
  return slide.kind === 'moment' ? slide.moment.puzzle : null;
}

interface MistakeProps {
  readonly puzzle: PuzzleId;
  readonly device: string;
  readonly mistake: ShownMistake;
  readonly count: readonly [students: number, of: number];
  readonly map: MapView | null;
}

function MistakeSlide({ puzzle, device, mistake, count: [students, of], map }: MistakeProps): JSX.Element {
  const { store } = usePage();
  const words = useAfterWords().debrief;
  const language = store.language.value;
  const inside = useStoreOf(puzzle, map);
  return (
    <div class="slide two">
      <div class="slide-words">
        <p class="lab">{words.commonest}</p>
        <p class="slide-count">{words.of(students, of)}</p>
        <h2>{language.rules[mistake.rule].name}</h2>
        {mistake.verdict === null && <p class="slide-rule">{language.rules[mistake.rule].rule}</p>}
        <p class="quiet">{words.fromClass(language.puzzles[puzzle].title, nameOf(inside, device))}</p>
      </div>
      <div class="slide-case">
        <Case store={inside} device={device} mistake={mistake} />
      </div>
    </div>
  );
}

/** The class's own frame, and what was said about it. */
function Case(props: {
  readonly store: PageStore;
  readonly device: string;
  readonly mistake: ShownMistake;
}): JSX.Element | null {
  const { store, device, mistake } = props;
  const desk = deskOf(store);
  if (mistake.verdict === null) return <p class="card box">{told(store, mistake)}</p>;
  const { bytes, look } = mistake.verdict;
  const kind = store.room.value?.map.devices.find(({ id }) => id === device)?.kind ?? 'host';
  const sentence = bytes === '' ? '' : plain(sentenceOf(frameOfHex(bytes), kind, store.language.value.words.panels));
  return (
    <>
      {sentence !== '' && (
        <p class="card box slide-frame">
          <FrameIcon look={look} width={64} />
          <span>{sentence}</span>
        </p>
      )}
      <VerdictCard desk={desk} verdict={mistake.verdict} mend={<></>} />
    </>
  );
}

function told(store: PageStore, { finding, naming, rule }: ShownMistake): string {
  if (finding !== undefined) return findingText(store, finding);
  return naming === undefined ? store.language.value.rules[rule].rule : namingText(store, naming);
}

function MomentSlide({
  slide,
  map,
}: {
  readonly slide: Extract<Slide, { kind: 'moment' }>;
  readonly map: MapView | null;
}): JSX.Element {
  const { store } = usePage();
  const words = useAfterWords().debrief;
  const { moment } = slide;
  const { puzzles, code } = store.language.value;
  const inside = useStoreOf(moment.puzzle, map);
  return (
    <div class={moment.mistake === null ? 'slide' : 'slide two'}>
      <div class="slide-words">
        <p class="lab">{words.momentAt(teamName(code, moment.team), puzzles[moment.puzzle].title, moment.step + 1)}</p>
        <h2>{words.moment[moment.why]}</h2>
        <p class="slide-rule">{words.momentText[moment.why]}</p>
        {moment.device !== '' && <p class="quiet">{nameOf(inside, moment.device)}</p>}
      </div>
      {moment.mistake !== null && (
        <div class="slide-case">
          <Case store={inside} device={moment.device} mistake={moment.mistake} />
        </div>
      )}
    </div>
  );
}

function QuestionSlide({ slide }: { readonly slide: Extract<Slide, { kind: 'question' }> }): JSX.Element {
  const { store } = usePage();
  const words = useAfterWords().debrief;
  const { question, thought } = store.language.value.puzzles[slide.puzzle];
  return (
    <div class="slide">
      <div class="slide-words">
        <p class="lab">{words.question}</p>
        <h2 class="slide-question">{question}</h2>
        {slide.isThoughtShown ? (
          <div class="card box slide-thought">
            <p class="lab">{words.thought}</p>
            <p>{thought}</p>
          </div>
        ) : (
          <p class="quiet slide-rule">{words.think}</p>
        )}
      </div>
    </div>
  );
}

function ClosingSlide({ slide }: { readonly slide: Extract<Slide, { kind: 'closing' }> }): JSX.Element {
  const words = useAfterWords().debrief;
  return (
    <div class="slide">
      <div class="slide-words">
        <h2>{words.closing}</h2>
        <p class="slide-rule">{words.closingText(slide.puzzles, slide.right)}</p>
        <p class="slide-question">{words.closingAsk}</p>
      </div>
    </div>
  );
}

const NO_MAP: MapView = { size: { width: 1, height: 1 }, devices: [], links: [], areas: [] };

/** The page's store, as if it were in a room with this puzzle: what panels need to name its devices. */
function useStoreOf(puzzle: PuzzleId, map: MapView | null): PageStore {
  const { store } = usePage();
  return useMemo(() => {
    const room: RoomModel = {
      phase: 'play',
      code: '',
      alone: false,
      puzzle,
      round: 1,
      map: map ?? NO_MAP,
      goals: [],
      run: null,
      wire: null,
      fault: null,
      seats: [],
      players: [],
      me: { id: '', name: '', colour: 1, connected: true, device: '' },
      you: null,
      result: [],
      storm: null,
      paused: true,
      speed: 1,
      lesson: null,
      number: '',
      seq: 0,
      halt: '',
      leftBehind: false,
    };
    return { ...store, room: signal<RoomModel | null>(room) };
  }, [puzzle, map]);
}
