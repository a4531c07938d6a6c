#!/usr/bin/env bash
# webgpu 0.6.2 (Dawn for Node, Linux x64), with SwiftShader of @sparticuz/chromium 147.0.0: while the GPU works, the
# binding asks it again by setImmediate without a pause.
# Guess: it sleeps until the driver wakes it. Seen: thousands of polls a second for the whole wait; on a software GPU
# they take a core from the very work they wait for. Delaying those calls by 2 ms took our own fill from 31 to 19 s of
# CPU time, with the same result.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts webgpu@0.6.2 @sparticuz/chromium@147.0.0 >/dev/null
node -e "
const { brotliDecompressSync } = require('node:zlib');
const { readFileSync, writeFileSync } = require('node:fs');
const packed = readFileSync('node_modules/@sparticuz/chromium/bin/swiftshader.tar.br');
writeFileSync('driver.tar', brotliDecompressSync(packed));
"
tar -xf driver.tar
export VK_ICD_FILENAMES="$dir/vk_swiftshader_icd.json" LD_LIBRARY_PATH="$dir"
cat > check.mjs <<'EOF'
let polls = 0;
const immediate = globalThis.setImmediate;
globalThis.setImmediate = (callback, ...args) => {
  polls++;
  return immediate(callback, ...args);
};
const { create, globals } = await import('webgpu');
Object.assign(globalThis, globals);
const gpu = create([]);
const device = await (await gpu.requestAdapter()).requestDevice();
const code = `
@group(0) @binding(0) var<storage, read_write> out: array<u32>;
@compute @workgroup_size(64) fn main(@builtin(global_invocation_id) id: vec3u) {
  var x = id.x;
  for (var i = 0u; i < 20000u; i++) { x = x * 747796405u + 2891336453u; }
  out[id.x] = x;
}`;
const module = device.createShaderModule({ code });
const pipeline = device.createComputePipeline({ layout: 'auto', compute: { module } });
const buffer = device.createBuffer({ size: 4 * 65536, usage: GPUBufferUsage.STORAGE });
const entries = [{ binding: 0, resource: { buffer } }];
const group = device.createBindGroup({ layout: pipeline.getBindGroupLayout(0), entries });
const encoder = device.createCommandEncoder();
const pass = encoder.beginComputePass();
pass.setPipeline(pipeline);
pass.setBindGroup(0, group);
pass.dispatchWorkgroups(1024);
pass.end();
device.queue.submit([encoder.finish()]);
polls = 0;
const start = performance.now();
await device.queue.onSubmittedWorkDone();
const seconds = (performance.now() - start) / 1000;
const rate = polls / seconds;
console.log(`one wait of ${seconds.toFixed(1)} s: ${polls} polls, ${Math.round(rate)} a second`);
if (!(seconds > 0.1 && rate > 1500)) {
  console.log('changed: more than 1500 polls a second were seen before');
  process.exitCode = 1;
}
process.exit();
EOF
node check.mjs
