/** Everything beside the board, for the pages. */
export { isConfigured } from './duty.ts';
export { Console } from './console.tsx';
export { chosenPorts, deskOf, playPort } from './desk.ts';
export type { Desk } from './desk.ts';
export { DevicePanel, type PanelProps } from './device-panel.tsx';
export { EventLog, EventTable, happeningText } from './event-log.tsx';
export { HintWaits } from './hint-waits.tsx';
export { Key } from './key.tsx';
export { LettersWait } from './letters-wait.tsx';
export { MissionPanel } from './mission.tsx';
export { PhoneStep, PhoneTables } from './phone-step.tsx';
export { hasConsole } from './seat.ts';
export { isForUs, SHORTCUTS_KEY, shortcutsAreOn } from './shortcuts.ts';
export { speak, Toast, toastNote } from './toast.tsx';
export { VerdictCard } from './verdict.tsx';
export { useNow, WireLine } from './wire-line.tsx';
export { WhoSits } from './who-sits.tsx';
