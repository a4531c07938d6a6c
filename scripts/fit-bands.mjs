// Fits the weights that turn six bands into XYZ and writes src/color/band-weights.ts.
//
//   node scripts/fit-bands.mjs            fit, report, write
//   node scripts/fit-bands.mjs --dry-run  fit and report only
//
// Spectra: the 100 NIST subjects (doi 10.18434/M38597) and model skins drawn at random, bare and
// with a thin sheet of pigment. Half of each is fitted, the other half only measured. What is
// minimised is the squared error in Lab, linearised at each spectrum.
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'vite';

const SEED = 20170326;
const MODEL_SPECTRA = 320;
const DIRECTIONS = 8;
const SHEET_MM = 0.04;
// The command this file's output names, so that anyone can make it again.
const COMMAND = 'node scripts/fit-bands.mjs';

// Mass absorption, m2/g, 380 to 780 nm every 20 nm: Mie theory, indices of Querry 1985; the third
// (goethite) rests on an assumed absorption index. Brown is 0.35 / 0.35 / 0.30 of them.
const OXIDES = {
  black: [
    0.9783, 0.6719, 0.3781, 0.2727, 0.3861, 0.513, 0.5351, 0.5742, 0.6282, 0.66, 0.6874, 0.7038,
    0.7072, 0.6856, 0.6276, 0.5803, 0.5304, 0.4928, 0.4641, 0.4466, 0.4397,
  ],
  red: [
    3.183, 3.182, 3.134, 3.05, 2.922, 2.767, 2.565, 2.363, 2.216, 1.985, 1.522, 0.9858, 0.6347,
    0.4599, 0.354, 0.2651, 0.2124, 0.1736, 0.1446, 0.1267, 0.1145,
  ],
  yellow: [
    2.1, 1.806, 1.496, 1.198, 0.9757, 0.8568, 0.6717, 0.4885, 0.3634, 0.2753, 0.2233, 0.197, 0.1866,
    0.1769, 0.1618, 0.1361, 0.1125, 0.09065, 0.07586, 0.06732, 0.06432,
  ],
};

const server = await createServer({
  configFile: false,
  root: process.cwd(),
  logLevel: 'error',
  server: { middlewareMode: true, hmr: false, ws: false },
  appType: 'custom',
  optimizeDeps: { noDiscovery: true },
});
try {
  await main((path) => server.ssrLoadModule(path));
} finally {
  await server.close();
}

async function main(load) {
  const { BANDS_NM } = await load('/src/color/bands.ts');
  const { SPECTRUM_NM, spectrumToXyz } = await load('/src/color/xyz.ts');
  const { xyzToLab } = await load('/src/color/lab.ts');
  const { ciede2000 } = await load('/src/color/ciede2000.ts');
  const random = generator(SEED);
  const nist = shuffle(readNist(), random);
  const model = await modelSpectra(load, SPECTRUM_NM, random);
  const half = (list) => [list.slice(0, list.length / 2), list.slice(list.length / 2)];
  const [nistFit, nistHeld] = half(nist);
  const [modelFit, modelHeld] = half(model);

  const at = BANDS_NM.map((nm) => SPECTRUM_NM.indexOf(nm));
  const bandsOf = (spectrum) => at.map((i) => spectrum[i]);
  const samples = [
    ...nistFit.map((spectrum) => ({ spectrum, weight: 1 / nistFit.length })),
    ...modelFit.map((spectrum) => ({ spectrum, weight: 1 / modelFit.length })),
  ].map(({ spectrum, weight }) => ({
    bands: bandsOf(spectrum),
    xyz: spectrumToXyz(spectrum),
    weight,
  }));
  const weights = fitWeights(samples, BANDS_NM.length, xyzToLab);

  const errors = (list, table) =>
    list
      .map((spectrum) => {
        const bands = bandsOf(spectrum);
        const xyz = [0, 1, 2].map((c) => bands.reduce((sum, r, i) => sum + r * table[i][c], 0));
        return ciede2000(xyzToLab(spectrumToXyz(spectrum)), xyzToLab(xyz));
      })
      .sort((a, b) => a - b);
  const summary = (list, table) => {
    const sorted = errors(list, table);
    const mean = sorted.reduce((sum, e) => sum + e, 0) / sorted.length;
    const p95 = sorted[Math.floor(0.95 * (sorted.length - 1))];
    return [mean, p95, sorted.at(-1)].map((e) => e.toFixed(2)).join(' / ');
  };
  const report = {
    'NIST, fitted half': summary(nistFit, weights),
    'NIST, held-out half': summary(nistHeld, weights),
    'model, held-out half': summary(modelHeld, weights),
  };
  const { BAND_WEIGHTS } = await load('/src/color/band-weights.ts');
  console.log('CIEDE2000 mean / 95th percentile / max');
  for (const [name, line] of Object.entries(report)) console.log(`  ${name}: ${line}`);
  console.log(`  shipped weights, NIST all: ${summary(nist, BAND_WEIGHTS)}`);
  console.log(`  shipped weights, model held-out: ${summary(modelHeld, BAND_WEIGHTS)}`);
  if (!process.argv.includes('--dry-run')) {
    writeFileSync('src/color/band-weights.ts', source(weights, report));
  }
}

function source(weights, report) {
  const rows = weights.map((row) => `  [${row.map((w) => Number(w.toFixed(6))).join(', ')}],`);
  return `// Weights that turn reflectance at the six bands into XYZ under D65, 2 degree observer.
//
// Made by \`${COMMAND}\`, seed ${SEED}: half of the 100 NIST skin spectra
// (doi 10.18434/M38597) and half of ${MODEL_SPECTRA} random model skins, bare and with pigment.
// CIEDE2000 against the full spectra, mean / 95th percentile / max:
${Object.entries(report)
  .map(([name, line]) => `// - ${name}: ${line}`)
  .join('\n')}
// Only for skin-like spectra: they do not balance a white.

/** One row a band, in the order of \`BANDS_NM\`: the share of X, Y and Z. */
export const BAND_WEIGHTS: readonly (readonly [x: number, y: number, z: number])[] = [
${rows.join('\n')}
];
`;
}

function readNist() {
  const rows = readFileSync('tests/fixtures/nist-skin-reflectance.csv', 'utf8')
    .split('\n')
    .filter((line) => /^\d/.test(line))
    .map((line) => line.split(',').map(Number));
  return rows[0].slice(1).map((_, subject) => rows.map((row) => row[subject + 1]));
}

async function modelSpectra(load, wavelengthsNm, random) {
  const { layerStack } = await load('/src/light/layer-stack.ts');
  const { respond } = await load('/src/light/stack-response.ts');
  const { layerOptics, SKIN_INDEX } = await load('/src/light/layers.ts');
  const { skinOfIta } = await load('/src/light/skin-types.ts');
  const between = (low, high) => low + random() * (high - low);
  return Array.from({ length: MODEL_SPECTRA }, () => {
    const base = skinOfIta(between(-60, 65));
    const skin = {
      ...base,
      bloodFraction: base.bloodFraction * between(0.6, 2.5),
      oxygenSaturation: between(0.5, 0.95),
      scatteringScale: between(0.8, 1.2),
    };
    // A fifth is bare; the rest carries 1 to 40 ug/cm2, even in the logarithm.
    const isBare = random() < 0.2;
    const grams = isBare ? 0 : 1e-6 * 40 ** random();
    const kind = ['carbon', 'black', 'brown'][Math.floor(random() * 3)];
    const depthMm = between(0.08, 0.8);
    return wavelengthsNm.map((nm) => {
      const layers = layerOptics(skin, nm);
      // m2/g times g/cm2 is 1e4 optical depths; spread over the sheet.
      const extra = (1e4 * massAbsorption(kind, nm) * grams) / SHEET_MM;
      const stained = stain(layers, depthMm, extra);
      return respond(layerStack(stained, SKIN_INDEX, DIRECTIONS), 'normal').diffuse;
    });
  });
}

// Adds absorption between two depths, cutting the layers there.
function stain(layers, depthMm, extraPerMm) {
  if (extraPerMm === 0) return layers;
  const cuts = [depthMm, depthMm + SHEET_MM];
  const out = [];
  let top = 0;
  for (const layer of layers) {
    const bottom = top + layer.thicknessMm;
    const edges = [top, ...cuts.filter((z) => z > top && z < bottom), bottom];
    for (let i = 0; i + 1 < edges.length; i++) {
      const isSheet = edges[i] >= cuts[0] && edges[i + 1] <= cuts[1];
      out.push({
        ...layer,
        absorptionPerMm: layer.absorptionPerMm + (isSheet ? extraPerMm : 0),
        thicknessMm: edges[i + 1] - edges[i],
      });
    }
    top = bottom;
  }
  return out;
}

function massAbsorption(kind, nm) {
  if (kind === 'carbon') return (7.5 * 550) / nm;
  if (kind === 'black') return sample(OXIDES.black, nm);
  return (
    0.35 * sample(OXIDES.black, nm) +
    0.35 * sample(OXIDES.red, nm) +
    0.3 * sample(OXIDES.yellow, nm)
  );
}

function sample(table, nm) {
  const at = (nm - 380) / 20;
  const low = Math.min(table.length - 2, Math.floor(at));
  return table[low] + (at - low) * (table[low + 1] - table[low]);
}

// Normal equations of all Lab errors in all weights: bands x 3 unknowns.
function fitWeights(samples, bandCount, xyzToLab) {
  const size = bandCount * 3;
  const normal = Array.from({ length: size }, () => new Float64Array(size));
  const right = new Float64Array(size);
  for (const { bands, xyz, weight } of samples) {
    for (let channel = 0; channel < 3; channel++) {
      const slope = [0, 1, 2].map((c) => {
        const step = 1e-5;
        const moved = xyz.map((value, i) => (i === c ? value + step : value));
        return (xyzToLab(moved)[channel] - xyzToLab(xyz)[channel]) / step;
      });
      const row = Float64Array.from(
        { length: size },
        (_, k) => bands[Math.floor(k / 3)] * slope[k % 3],
      );
      const value = slope.reduce((sum, s, c) => sum + s * xyz[c], 0);
      for (let i = 0; i < size; i++) {
        right[i] += weight * row[i] * value;
        for (let j = 0; j < size; j++) normal[i][j] += weight * row[i] * row[j];
      }
    }
  }
  const flat = solve(normal, right);
  return Array.from({ length: bandCount }, (_, band) =>
    Array.from(flat.slice(band * 3, band * 3 + 3)),
  );
}

function solve(a, b) {
  const size = b.length;
  for (let p = 0; p < size; p++) {
    let best = p;
    for (let i = p + 1; i < size; i++) if (Math.abs(a[i][p]) > Math.abs(a[best][p])) best = i;
    [a[p], a[best]] = [a[best], a[p]];
    [b[p], b[best]] = [b[best], b[p]];
    for (let i = p + 1; i < size; i++) {
      const scale = a[i][p] / a[p][p];
      for (let j = p; j < size; j++) a[i][j] -= scale * a[p][j];
      b[i] -= scale * b[p];
    }
  }
  for (let p = size - 1; p >= 0; p--) {
    for (let j = p + 1; j < size; j++) b[p] -= a[p][j] * b[j];
    b[p] /= a[p][p];
  }
  return b;
}

function shuffle(list, random) {
  const out = [...list];
  for (let i = out.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [out[i], out[j]] = [out[j], out[i]];
  }
  return out;
}

// mulberry32: small, seeded, good enough to draw skins.
function generator(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
