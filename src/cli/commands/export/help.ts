/** What stands below the options of commands that export. */
export const EXPORT_HELP = {
  dots: `
Examples:
  dotwork dots norwood-6 -o dots.csv
  dotwork dots norwood-6 --quiet | head -3
  dotwork dots norwood-6 -o punkte.csv --separator semicolon
  dotwork dots norwood-6 -o dots.glb
  dotwork dots norwood-6 -o dots.ply --format ply-ascii

One line per SMP dot of all planned sessions; hair follicles are left out. id stays the same
dot when density, zones or sessions change. x_mm, y_mm, z_mm is the planned place; depth, dose
and radius carry the operator's scatter. left_share is empty for sessions still to come. What
follows origin is read off the maps at each dot; docs/maps.md tells what it is.`,

  map: `
Examples:
  dotwork map norwood-6 -o density.glb
  dotwork map norwood-6 -o depth.ply --map depth

Colours are those of \`dotwork render --map\`, grey where the map has no value; the numbers themselves go
along as the attribute _VALUE (GLB) or the property value (PLY). The answer tells unit and scale.`,

  calendar: `
Examples:
  dotwork calendar my-plan.json -o sessions.ics
  dotwork calendar my-plan.json --set startsOn=2026-03-02 -o sessions.ics

An event of a whole day for each session and the two days after it, with what to expect then. The plan
must say when it begins (startsOn). The same plan gives the same bytes.`,

  stencil: `
Examples:
  dotwork stencil norwood-6 -o stencil.pdf
  dotwork stencil my-plan.json -o stencil.pdf --paper letter --transfer-paper
  dotwork stencil my-plan.json -o stencil.svg --limit-mm 1
  dotwork stencil my-plan.json --head client.glb -o stencil.pdf

The hairline from sideburn to sideburn, temple peaks and all, and the borders of zones, unrolled from
the head at 1:1: strips of paper to cut out, lay on and trace. The line is as long on paper as along
the skin; how far other distances are off, in mm, stands above each piece and in the answer, and a
strip is cut in more pieces where that passes --limit-mm. Print at 100 % and measure the rulers.
--transfer-paper mirrors it, for paper whose printed side goes on the skin. The same plan gives the same
bytes; no GPU is needed.`,

  sheet: `
Examples:
  dotwork sheet norwood-4 -o sheet.pdf
  dotwork sheet my-plan.json -o sheet.pdf --client "A. B." --details clinic.json --paper letter

Before, on the day and healed in one pose, the hairline in mm, dots and zones, depth as deposit and
as needle, sessions with time and ink, an ink record, findings, aftercare, consent to be signed, and
a QR code that opens the plan. What nobody gave is a line to write on. Details are JSON, all optional:
  {"client": "", "clinic": "", "technician": "", "contact": "",
   "bottles": [{"pigment": "carbon-black", "brand": "", "maker": "", "lot": "", "expires": "",
                "ingredients": ""}],
   "aftercare": ["..."]}
The same plan and details give the same bytes: no day of today is in it. Text is real and tagged.
The QR code leads to --base-url; without it, to a page on this machine (npm start).`,
};
