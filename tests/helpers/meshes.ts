/** Plain meshes with known geometry, in micrometres. */
export interface TestMesh {
  readonly positionsUm: Int32Array;
  readonly triangles: Uint32Array;
  /** All ones: every vertex is treated. */
  readonly treated: Uint8Array;
}

/** A flat square grid of `cells` x `cells` squares, `edgeMm` wide in all. */
export function plane(edgeMm: number, cells: number): TestMesh {
  return sheet(cells, cells, (u, v) => [(u - 0.5) * edgeMm, (v - 0.5) * edgeMm, 0]);
}

/** A plane whose triangles differ in edge by up to 100:1. */
export function unequalPlane(edgeMm: number, cells: number): TestMesh {
  const squeeze = (u: number) => (u < 0.5 ? 2 * u * u * u * 2 : 1 - 4 * (1 - u) ** 3);
  return sheet(cells, cells, (u, v) => [
    (squeeze(u) - 0.5) * edgeMm,
    (squeeze(v) - 0.5) * edgeMm,
    0,
  ]);
}

/** A sphere of `radiusMm` made of a latitude band from -60 to 60 degrees. */
export function sphereBand(radiusMm: number, cells: number): TestMesh {
  return sheet(2 * cells, cells, (u, v) => {
    const longitude = u * 6 - 3;
    const latitude = (v - 0.5) * ((120 / 180) * Math.PI);
    const ring = radiusMm * Math.cos(latitude);
    return [ring * Math.sin(longitude), radiusMm * Math.sin(latitude), ring * Math.cos(longitude)];
  });
}

function sheet(
  across: number,
  along: number,
  point: (u: number, v: number) => readonly [number, number, number],
): TestMesh {
  const positions: number[] = [];
  const triangles: number[] = [];
  for (let j = 0; j <= along; j++) {
    for (let i = 0; i <= across; i++) {
      positions.push(...point(i / across, j / along).map((mm) => Math.round(1000 * mm)));
      if (i === across || j === along) continue;
      const a = j * (across + 1) + i;
      const b = a + across + 1;
      triangles.push(a, a + 1, b, a + 1, b + 1, b);
    }
  }
  return {
    positionsUm: Int32Array.from(positions),
    triangles: Uint32Array.from(triangles),
    treated: new Uint8Array(positions.length / 3).fill(1),
  };
}
