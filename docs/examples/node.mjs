// Numbers and a picture without a browser: node node.mjs
import { writeFileSync } from 'node:fs';
import {
  createSimulator,
  DEFAULT_LOOK,
  drawCaption,
  encodePng,
  LIMITS_SHORT,
  planFromPreset,
  renderPicture,
  setPath,
  simulationReport,
} from 'dotwork';

// Few dots and hairs, so that a software GPU is quick, too.
const plan = ['density.dotsPerCm2=25', 'hair.unitsPerCm2=30'].reduce(
  (now, setting) => setPath(now, ...setting.split('=')),
  planFromPreset('norwood-6'),
);
const simulator = await createSimulator({ plan });
const { dots, needleMinutes, colour } = await simulationReport(simulator);
console.log(
  `${dots} dots, ${needleMinutes.toFixed(0)} minutes, ΔE ${colour.deltaE2000.toFixed(1)}`,
);

const picture = await renderPicture(simulator, {
  widthPx: 480,
  heightPx: 480,
  pose: 'three-quarter',
  look: DEFAULT_LOOK,
});
await drawCaption(picture, [LIMITS_SHORT, plan.title]);
writeFileSync(
  'after.png',
  await encodePng(picture, { Title: plan.title, Description: LIMITS_SHORT }),
);
console.log('after.png');
simulator.gpu.destroy();
process.exit(0); // Dawn may keep the process alive.
