import {
  createSimulator,
  DEFAULT_LOOK,
  DotworkError,
  planFromPreset,
  renderPicture,
  setPath,
  simulationReport,
} from 'dotwork';

const numbers = document.getElementById('numbers');
try {
  // Few dots and hairs, so that a software GPU is quick, too.
  const sparse = setPath(planFromPreset('norwood-6'), 'density.dotsPerCm2', '25');
  const simulator = await createSimulator({ plan: setPath(sparse, 'hair.unitsPerCm2', '30') });
  const { dots, needleMinutes } = await simulationReport(simulator);
  numbers.textContent = `${dots} dots, ${needleMinutes.toFixed(0)} minutes. A preview, never a promise.`;
  const canvas = document.getElementById('picture');
  const { widthPx, heightPx, rgba } = await renderPicture(simulator, {
    widthPx: canvas.width,
    heightPx: canvas.height,
    pose: 'three-quarter',
    look: DEFAULT_LOOK,
  });
  const image = new ImageData(new Uint8ClampedArray(rgba), widthPx, heightPx);
  canvas.getContext('2d').putImageData(image, 0, 0);
  simulator.gpu.destroy();
} catch (error) {
  if (!(error instanceof DotworkError)) throw error;
  // A sentence that names the thing and the fix: no WebGPU, for one.
  numbers.textContent = error.message;
}
