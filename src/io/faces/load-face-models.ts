import type { FaceModels } from '../../photo/face/find-faces.ts';
import { type GraphModel, graphModel, type ModelFile } from '../../photo/face/graph-model.ts';

let loading: Promise<FaceModels> | undefined;

/**
 * BlazeFace and Face Mesh of MediaPipe (Google, Apache-2.0; Bazarevsky et al., arXiv 1907.05047;
 * Kartynnik et al., arXiv 1907.06724), as `@vladmandic/human` (MIT) has them. Two megabytes, read
 * when faces are first looked for.
 */
export function loadFaceModels(): Promise<FaceModels> {
  loading ??= load();
  return loading;
}

async function load(): Promise<FaceModels> {
  // By their paths: what the package exports leaves its models out.
  const [detectorFile, detector, meshFile, mesh] = await Promise.all([
    import('../../../node_modules/@vladmandic/human/models/blazeface.json'),
    import('../../../node_modules/@vladmandic/human/models/blazeface.bin?url&inline'),
    import('../../../node_modules/@vladmandic/human/models/facemesh.json'),
    import('../../../node_modules/@vladmandic/human/models/facemesh.bin?url&inline'),
  ]);
  return { detector: made(detectorFile, detector), mesh: made(meshFile, mesh) };
}

function made(
  file: { readonly default: unknown },
  weights: { readonly default: string },
): GraphModel {
  const { default: url } = weights;
  const text = atob(url.slice(url.indexOf(',') + 1));
  return graphModel(
    file.default as ModelFile,
    Uint8Array.from(text, (letter) => letter.charCodeAt(0)),
  );
}
