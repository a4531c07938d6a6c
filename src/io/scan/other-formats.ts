import { DotworkError } from '../../base/errors.ts';
import { baseName, endingOf } from './paths.ts';
import { pointCloud, type ScanFile, splats } from './scan-file.ts';

/** A format that is known for what it is, and is not read. */
interface OtherFormat {
  readonly endings: readonly string[];
  /** How its files begin, where they do so alike. */
  readonly mark?: RegExp;
  readonly why: (name: string, formats: string) => DotworkError;
}

const isOf = (what: string, fix: string) => (name: string, formats: string) =>
  new DotworkError('mesh', `${name} is ${what}.`, fix.replace('FORMATS', formats));

const MESH = 'Export the surface as a mesh from the program that wrote it: FORMATS.';
const ANOTHER = 'Open it in the program that wrote it, or in Blender, and export FORMATS.';

const OTHERS: readonly OtherFormat[] = [
  { endings: ['splat', 'ksplat', 'sog', 'spz'], why: () => splats('splat') },
  {
    endings: ['las', 'laz', 'e57', 'pcd', 'pts', 'ptx', 'xyz', 'asc', 'rcp', 'rcs'],
    mark: /^(LASF|ASTM-E57|# \.PCD)/,
    why: (name) => pointCloud(endingOf(name).toUpperCase() || 'point'),
  },
  {
    endings: ['fbx'],
    mark: /^(Kaydara FBX|; FBX)/,
    why: isOf('an FBX file, a closed format', ANOTHER),
  },
  { endings: ['blend'], mark: /^BLENDER/, why: isOf('a Blender file', 'Export GLB from Blender.') },
  {
    endings: [
      'dae',
      '3ds',
      'x3d',
      'wrl',
      'vrml',
      'off',
      'ctm',
      'amf',
      'abc',
      'max',
      'ma',
      'mb',
      'c4d',
      'skp',
      'zpr',
      'ztl',
    ],
    why: isOf('a 3D file of a kind that is not read', ANOTHER),
  },
  {
    endings: ['step', 'stp', 'iges', 'igs', 'sldprt', 'f3d'],
    mark: /^ISO-10303-21/,
    why: isOf('a drawing of parts (CAD), not a scan', MESH),
  },
  {
    endings: ['dcm', 'nii', 'nrrd', 'mha'],
    mark: /^.{128}DICM/s,
    why: isOf(
      'a stack of slices (CT or MRI), not a surface',
      'Make a surface of the skin in 3D Slicer or the viewer of the clinic and export FORMATS.',
    ),
  },
  {
    endings: ['rar', '7z', 'tar', 'gz', 'tgz', 'xz'],
    mark: /^(Rar!|7z\xbc\xaf)/,
    why: isOf(
      'an archive that is not opened here',
      'Unpack it and give the scan itself, or pack it as zip.',
    ),
  },
  {
    endings: ['heic', 'mov', 'mp4'],
    why: isOf(
      'a picture or film, not a scan',
      'Make a scan of it in the scanning app and export FORMATS.',
    ),
  },
];

/** Endings of files that are dropped as scans and answered with what they are. */
export const OTHER_ENDINGS = OTHERS.flatMap(({ endings }) => endings);

/** What a file is instead of a scan that can be read, with the export that helps. */
export function otherKind({ name, bytes }: ScanFile, formats: string): DotworkError | undefined {
  const start = String.fromCharCode(...bytes.subarray(0, 160));
  const ending = endingOf(name);
  const found =
    OTHERS.find(({ endings }) => endings.includes(ending)) ??
    OTHERS.find(({ mark }) => mark?.test(start));
  return found?.why(baseName(name), formats);
}
