/** The door to labs: a network and its traffic as data, read from JSON, checked, and built. */
import { checkLab } from './lab-check.ts';
import { isLabMistake, type Lab, type LabMistake } from './lab-format.ts';
import { readShape } from './lab-shape.ts';

export { buildNetwork, endName, endOfTrafficUs } from './lab-build.ts';
export { endsOf, isLabMistake, portNamesOf, splitEnd } from './lab-format.ts';
export type {
  Lab,
  LabDevice,
  LabCable,
  LabChange,
  LabHub,
  LabInterface,
  LabLink,
  LabMistake,
  LabPing,
  LabRoute,
  LabStation,
  LabSwitch,
  LabTraffic,
  LabTunnelEndPoint,
} from './lab-format.ts';

/** Checks a value, as it comes from JSON: a lab that can be built, or its first mistake. Never throws. */
export function readLab(value: unknown): Lab | LabMistake {
  const lab = readShape(value);
  return isLabMistake(lab) ? lab : (checkLab(lab) ?? lab);
}
