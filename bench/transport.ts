import { BANDS_NM } from '../src/color/bands.ts';
import { Transport, type TransportLayer } from '../src/engine/transport/transport.ts';
import type { AdapterChoice } from '../src/gpu/adapter-choice.ts';
import { requestGpu } from '../src/gpu/request.ts';
import { layerStack } from '../src/light/layer-stack.ts';
import { layerOptics, SKIN_INDEX } from '../src/light/layers.ts';
import { PhotonWalk } from '../src/light/photon-walk.ts';
import { SKIN_TYPES, skinOfType } from '../src/light/skin-types.ts';
import { respond } from '../src/light/stack-response.ts';

/**
 * Photon transport with many photons: published totals, the oracle in every skin and band, and
 * photons per second on this adapter and in plain TypeScript.
 */
export async function benchTransport(options: {
  readonly adapter: AdapterChoice;
  readonly photons: number;
  readonly say: (line: string) => void;
}): Promise<void> {
  const { adapter, photons, say } = options;
  const gpu = await requestGpu(adapter);
  const transport = await Transport.create(gpu);
  say(`adapter: ${gpu.adapter.name}; ${photons} photons a case, seed ${SEED}`);
  for (const { name, layers, reflected, transmitted } of CASES) {
    const started = performance.now();
    const run = await transport.diffuse({ layers, photons, seed: SEED });
    const perMs = run.photons / (performance.now() - started);
    say(
      `${name}: R ${shown(run.diffuse)} (${reflected}), T ${shown(run.transmitted)} (${transmitted}), ` +
        `light lost ${run.imbalance}; ${perMs.toFixed(2)} photons/ms`,
    );
  }
  const { name, layers } = CASES.at(-1)!;
  const walk = new PhotonWalk(layers, SEED, layers[0]!.index);
  const started = performance.now();
  for (let id = 0; id < photons; id++) walk.walk(id);
  say(`${name}, TypeScript: ${(photons / (performance.now() - started)).toFixed(2)} photons/ms`);

  let squares = 0;
  let worst = 0;
  for (const type of SKIN_TYPES) {
    for (const nm of BANDS_NM) {
      const skin = layerOptics(skinOfType(type), nm);
      const run = await transport.diffuse({ layers: skin, photons, seed: SEED + nm });
      const exact = respond(layerStack(skin, SKIN_INDEX), 'normal').diffuse;
      const off = (run.diffuse.value - exact) / run.diffuse.standardError;
      squares += (off * off) / (SKIN_TYPES.length * BANDS_NM.length);
      worst = Math.max(worst, Math.abs(off));
    }
  }
  say(
    `six skins at six bands against the layers: worst ${worst.toFixed(2)} standard errors, ` +
      `rms ${Math.sqrt(squares).toFixed(2)}`,
  );
  transport.destroy();
  gpu.destroy();
}

const SEED = 20100;

const shown = ({ value, standardError }: { value: number; standardError: number }) =>
  `${value.toFixed(5)} +- ${standardError.toFixed(5)}`;

interface Case {
  readonly name: string;
  readonly layers: readonly TransportLayer[];
  readonly reflected: string;
  readonly transmitted: string;
}

const layer = (
  absorptionPerMm: number,
  scatteringPerMm: number,
  anisotropy: number,
  thicknessMm: number,
  index: number,
): TransportLayer => ({ absorptionPerMm, scatteringPerMm, anisotropy, thicknessMm, index });
const ENDLESS = Number.POSITIVE_INFINITY;

const SEVEN_LAYERS = [
  layer(0.02, 100, 0.9, 0.02, 1.53),
  layer(0.015, 40, 0.85, 0.08, 1.34),
  layer(0.07, 30, 0.8, 0.1, 1.4),
  layer(0.1, 35, 0.9, 0.08, 1.39),
  layer(0.07, 20, 0.76, 1.62, 1.4),
  layer(0.1, 35, 0.95, 0.2, 1.39),
  layer(0.03, 15, 0.8, 5.9, 1.44),
];

// Mirrored light is not part of R.
const CASES: readonly Case[] = [
  {
    name: 'van de Hulst slab',
    layers: [layer(1, 9, 0.75, 0.2, 1)],
    reflected: '0.09739',
    transmitted: '0.66096',
  },
  {
    name: 'Giovanelli, endless',
    layers: [layer(1, 9, 0, ENDLESS, 1.5)],
    reflected: '0.25994 less 0.04',
    transmitted: '0',
  },
  {
    name: 'three layers of the MCML manual',
    layers: [layer(0.1, 10, 0.9, 1, 1.37), layer(0.1, 1, 0, 1, 1.37), layer(0.2, 1, 0.7, 2, 1.37)],
    reflected: '0.2379',
    transmitted: '0.0960',
  },
  {
    // Layers after Meglinski & Matcher 2002 at 600 nm, the case GPU programs are timed with.
    name: 'seven layers, 600 nm',
    layers: SEVEN_LAYERS,
    reflected: '0.5624',
    transmitted: '0.00326',
  },
  {
    name: 'endless, n 1.4, g 0.9',
    layers: [layer(0.1, 10, 0.9, ENDLESS, 1.4)],
    reflected: '0.25238',
    transmitted: '0',
  },
];
