import { mat4 } from 'gl-matrix';
import { PerspectiveCamera, WebGPUCoordinateSystem } from 'three/webgpu';
import type { Pose } from './view-api.ts';

/** Nearest and farthest the camera sees, mm: from single dots to the whole head. */
const NEAR_MM = 4;
const FAR_MM = 4500;

/** A camera that both three.js and our own passes can use. */
export function makeCamera(): PerspectiveCamera {
  const camera = new PerspectiveCamera(24, 1, NEAR_MM, FAR_MM);
  camera.coordinateSystem = WebGPUCoordinateSystem;
  return camera;
}

/** Puts the camera where the pose says. */
export function applyPose(camera: PerspectiveCamera, pose: Pose, aspect: number): void {
  camera.position.set(...pose.eyeMm);
  camera.up.set(0, 1, 0);
  camera.lookAt(...pose.targetMm);
  camera.fov = pose.fovDeg;
  camera.aspect = aspect;
  camera.updateProjectionMatrix();
  camera.updateMatrixWorld();
}

const scratch = mat4.create();

/** World to clip space, WebGPU depth; the same array each call, so frames allocate nothing. */
export function viewProjection(camera: PerspectiveCamera): mat4 {
  camera.updateMatrixWorld();
  return mat4.multiply(
    scratch,
    camera.projectionMatrix.elements as unknown as mat4,
    camera.matrixWorldInverse.elements as unknown as mat4,
  );
}
