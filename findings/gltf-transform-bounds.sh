#!/usr/bin/env bash
# @gltf-transform/core 4.5.1, getBounds: what poses a mesh besides its nodes does not count.
# Guess: the box of what a viewer shows. Seen: instances (EXT_mesh_gpu_instancing), default morph weights and hidden
# nodes are ignored, and a skinned mesh is moved by its own node, which viewers must not do. Sizes of heads taken from
# such boxes are wrong.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts @gltf-transform/core@4.5.1 @gltf-transform/extensions@4.5.1 >/dev/null
cat > check.mjs <<'EOF'
import { Document, getBounds } from '@gltf-transform/core';
import { EXTMeshGPUInstancing, KHRNodeVisibility } from '@gltf-transform/extensions';

/** A triangle from (0, 0, 0) to (1, 1, 0), changed by `edit`; the far corner of its bounds. */
function farCorner(edit) {
  const document = new Document();
  const buffer = document.createBuffer();
  const accessor = (type, array) =>
    document.createAccessor().setType(type).setArray(array).setBuffer(buffer);
  const vec3 = (...numbers) => accessor('VEC3', new Float32Array(numbers));
  const part = document.createPrimitive();
  part.setAttribute('POSITION', vec3(0, 0, 0, 1, 0, 0, 0, 1, 0));
  const mesh = document.createMesh().addPrimitive(part);
  const node = document.createNode().setMesh(mesh);
  const scene = document.createScene().addChild(node);
  edit({ document, accessor, vec3, part, mesh, node, scene });
  return getBounds(scene).max;
}

const instanced = ({ document, vec3, node }) => {
  const many = document.createExtension(EXTMeshGPUInstancing).createInstancedMesh();
  many.setAttribute('TRANSLATION', vec3(0, 0, 0, 10, 0, 0));
  node.setExtension('EXT_mesh_gpu_instancing', many);
};
const morphed = ({ document, vec3, part, mesh }) => {
  const shift = vec3(0, 0, 5, 0, 0, 5, 0, 0, 5);
  part.addTarget(document.createPrimitiveTarget().setAttribute('POSITION', shift));
  mesh.setWeights([1]);
};
const hidden = ({ document, node }) => {
  const visibility = document.createExtension(KHRNodeVisibility).createVisibility();
  node.setExtension('KHR_node_visibility', visibility.setVisible(false));
};
const skinned = ({ document, accessor, part, node, scene }) => {
  const joint = document.createNode();
  scene.addChild(joint);
  node.setSkin(document.createSkin().addJoint(joint)).setTranslation([3, 0, 0]);
  const weights = new Float32Array([1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0]);
  part.setAttribute('JOINTS_0', accessor('VEC4', new Uint8Array(12)));
  part.setAttribute('WEIGHTS_0', accessor('VEC4', weights));
};

function seen(what, found, expected) {
  console.log(`${what}: ${JSON.stringify(found)}`);
  if (JSON.stringify(found) === JSON.stringify(expected)) return;
  console.log(`changed: ${JSON.stringify(expected)} was seen before`);
  process.exitCode = 1;
}

seen('plain', farCorner(() => undefined), [1, 1, 0]);
seen('a second instance at x 10 (viewers: 11, 1, 0)', farCorner(instanced), [1, 1, 0]);
seen('morphed by 5 along z (viewers: 1, 1, 5)', farCorner(morphed), [1, 1, 0]);
seen('hidden (viewers: nothing)', farCorner(hidden), [1, 1, 0]);
seen('skinned, its node moved by 3 (viewers: 1, 1, 0)', farCorner(skinned), [4, 1, 0]);
EOF
node check.mjs
