/** Addresses as the panel writes them. */
import { ipv4 } from '../../shared/address/ipv4.ts';
import { prefixOf } from '../../shared/address/prefix.ts';

/** The network of an address that came from the server: "10.1.2.3", 16 is "10.1.0.0/16". */
export function networkOf(address: string, length: number): string {
  return prefixOf(ipv4(address), length);
}
