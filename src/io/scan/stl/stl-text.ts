import type { Finding } from '../../../scan/findings.ts';
import { Growing } from '../growing.ts';
import { Polygons } from '../polygons.ts';
import { broken, checkCounts, type FileMesh, unjoined } from '../scan-file.ts';
import { TextReader } from '../text-reader.ts';

/**
 * Reads text STL, word by word: some writers put all of it on one line. Words of a solid's name are
 * no part of it, so a corner counts within a facet only.
 */
export function readTextStl(bytes: Uint8Array): FileMesh {
  const reader = new TextReader(bytes);
  const positions = new Growing(new Float64Array(9 * 1024));
  const facet = new Float64Array(9);
  const polygons = new Polygons();
  let start = 0;
  let inFacet = false;
  let corners = 0;
  let word = '';
  for (reader.skipSpace(); !reader.ended; reader.skipSpace()) {
    word = reader.word().toLowerCase();
    if (word === 'facet') {
      if (inFacet && corners > 0) throw broken('STL', 'a triangle is incomplete');
      [inFacet, corners, start] = [true, 0, positions.length / 3];
    } else if (word === 'endfacet' || word === 'endloop') {
      if (inFacet && corners < 3) throw broken('STL', 'a triangle is incomplete');
      if (inFacet) polygons.note(start, corners);
      inFacet = false;
    } else if (word === 'vertex' && inFacet) {
      // Facets of more than three corners are not allowed, but written: fans, cut anew at the end.
      const slot = corners < 3 ? corners : 2;
      if (corners >= 3) facet.copyWithin(3, 6, 9);
      for (let k = 0; k < 3; k++) facet[3 * slot + k] = numberAnywhere(reader);
      corners++;
      if (corners >= 3) for (const value of facet) positions.push(value);
      checkCounts('STL', positions.length / 3, positions.length / 9);
    }
  }
  if (inFacet) throw broken('STL', 'it ends in the middle of a triangle');
  if (positions.length === 0) throw broken('STL', 'it has no triangles');
  reader.checkCommas('STL');
  const mesh = unjoined(positions.done());
  polygons.cut(mesh.positions, mesh.triangles);
  return { ...mesh, findings: sawEnd(bytes) ? [] : [CUT] };
}

const CUT: Finding = {
  kind: 'fileSays',
  weight: 'look',
  count: 1,
  text: 'The file ends without "endsolid": it may have been cut short. Look whether a part of the head is missing.',
};

/** Where "endsolid" has to stand, with the name behind it. */
const TAIL_BYTES = 1024;

function sawEnd(bytes: Uint8Array): boolean {
  return /endsolid/i.test(String.fromCharCode(...bytes.subarray(-TAIL_BYTES)));
}

/** The next number, on this line or a later one. */
function numberAnywhere(reader: TextReader): number {
  reader.skipSpace();
  return reader.number();
}
