/**
 * A VLAN tag put into a frame and taken out, as a switch does it at the border between access port and trunk. IEEE 802.1Q-2018 section 6.8
 * and 6.9. Nothing else changes: no checksum covers the tag, only the FCS, which is made anew.
 *
 * The minimum: a tag makes the frame four octets longer, without it the frame is four octets shorter. Open vSwitch and Linux leave it at that
 * and let the card that sends a frame of fewer than 60 octets add zeros; a veth has no such card. Our frames are those on a cable, so
 * a frame that came tagged and short is filled up here (IEEE 802.3-2022 section 4.2.3.3).
 */
import { zeroBytes } from './bytes.ts';
import { ETHERTYPE_VLAN, FRAME_OCTETS_MIN, type EthernetHeader, codec as ethernetCodec } from './ethernet.ts';
import type { Frame, Layer } from './layer.ts';
import { LAYERS_MAX, parseFrame } from './parse.ts';
import { codec as vlanCodec, emit as emitTag } from './vlan.ts';

/** Where the tag's octets go: between the source address and the type. */
const TAG_AT = ethernetCodec.octets - 2;
const TAG_OCTETS = vlanCodec.octets;

/** The frame with a tag in front of those it may have. `id` 0 … 4095, `priority` 0 … 7. Throws RangeError on a frame without a whole header. */
export function tagFrame(frame: Frame, id: number, priority = 0): Frame {
  const { layers } = frame;
  const ethernet = ethernetOf(frame);
  const bytes = zeroBytes(frame.bytes.length + TAG_OCTETS);
  bytes.set(frame.bytes);
  bytes.copyWithin(TAG_AT + TAG_OCTETS, TAG_AT, frame.bytes.length);
  bytes[TAG_AT] = ETHERTYPE_VLAN >>> 8;
  bytes[TAG_AT + 1] = ETHERTYPE_VLAN & 255;
  const header = { priority, dropEligible: 0, id, etherType: ethernet.etherType };
  emitTag(bytes, ethernetCodec.octets, header);
  if (frame.malformed || layers.length >= LAYERS_MAX) return parseFrame(bytes);
  const tagged: Layer[] = [ethernetLayer(ethernet, ETHERTYPE_VLAN)];
  tagged.push({ protocol: 'vlan', offset: ethernetCodec.octets, length: TAG_OCTETS, header });
  for (let index = 1; index < layers.length; index++) tagged.push(movedBy(layers[index]!, TAG_OCTETS));
  return { bytes, layers: tagged };
}

/** The frame without its outermost tag; the frame itself if it has none. */
export function untagFrame(frame: Frame): Frame {
  const { layers } = frame;
  const tag = layers[1];
  if (tag?.protocol !== 'vlan') return frame;
  const octets = frame.bytes.length - TAG_OCTETS;
  const bytes = zeroBytes(Math.max(octets, FRAME_OCTETS_MIN));
  bytes.set(frame.bytes.subarray(0, TAG_AT));
  bytes.set(frame.bytes.subarray(TAG_AT + TAG_OCTETS), TAG_AT);
  if (frame.malformed || octets < FRAME_OCTETS_MIN || layers.length >= LAYERS_MAX) return parseFrame(bytes);
  const untagged: Layer[] = [ethernetLayer(ethernetOf(frame), tag.header.etherType)];
  for (let index = 2; index < layers.length; index++) untagged.push(movedBy(layers[index]!, -TAG_OCTETS));
  return { bytes, layers: untagged };
}

function ethernetOf(frame: Frame): EthernetHeader {
  const first = frame.layers[0];
  if (first?.protocol !== 'ethernet')
    throw new RangeError('a frame without a whole Ethernet header has no place for a tag');
  return first.header;
}

function ethernetLayer(header: EthernetHeader, etherType: number): Layer {
  return { protocol: 'ethernet', offset: 0, length: ethernetCodec.octets, header: { ...header, etherType } };
}

function movedBy(layer: Layer, octets: number): Layer {
  return { ...layer, offset: layer.offset + octets };
}
