/** Which adapter to use in Node: the best hardware, the software one, or hardware with fallback. */
export type AdapterChoice = 'auto' | 'hardware' | 'software';
