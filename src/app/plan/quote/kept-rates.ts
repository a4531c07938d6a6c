import { checkRates, noRates, type Rates } from '../../../quote/rates.ts';
import { deviceStore } from '../../state/device-store.ts';

const store = deviceStore<unknown>('dotwork-rates', 'rates');
const KEY = 'own';

/** The clinic's rates on this device; rates of nothing where there are none, or none that can be read. */
export async function keptRates(): Promise<Rates> {
  try {
    const kept = await store.get(KEY);
    if (kept !== undefined) return checkRates(kept);
  } catch (error) {
    console.info('Kept rates cannot be read:', error);
  }
  return noRates('EUR');
}

/** Keeps them on this device, outside every plan. */
export function keepRates(rates: Rates): Promise<void> {
  return store.put(KEY, rates);
}
