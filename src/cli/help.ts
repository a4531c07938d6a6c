/** What stands below the options of each command's help: examples first, then what to know. */
export const HELP = {
  root: `
Examples:
  dotwork simulate norwood-6
  dotwork render norwood-3-vertex -o after.png --view crown --age 30
  dotwork render my-plan.json -o both.png --divider 0.5 --set density.dotsPerCm2=80
  dotwork dots my-plan.json --seed 7 -o dots.csv
  dotwork plan norwood-4 --set skin.type=V > my-plan.json
  dotwork render norwood-4 --head client.glb -o client.png
  dotwork head client.obj -o head.glb
  dotwork render norwood-6 --after-session 1 -o first.png
  dotwork presets --kind case
  dotwork optics --skin II --depth-mm 0.3 --radius-mm 0.075 --absorption-per-mm 50

A plan is a small JSON file; every field has a default, and the smallest plan is
  {"format":"dotwork-plan","version":1}
The same plan and seed give the same dots on every machine.

Standard output holds one JSON object or the file asked for, nothing else; progress and
remarks go to standard error. Exit status: 0 done, 2 wrong plan, usage or file, 3 no GPU,
4 the GPU failed or is too small, 1 a bug. No file is written unless all went well.

Results come from models of skin, needle and healing. They are no photograph of a future
result and no medical advice.`,

  simulate: `
Examples:
  dotwork simulate norwood-6
  dotwork simulate norwood-6 --text --rates rates.json
  dotwork simulate my-plan.json --csv > row.csv
  dotwork simulate my-plan.json --set technique.depositDepthMm=0.5 --set healing.ageDays=1825
  echo '{"format":"dotwork-plan","version":1}' | dotwork simulate -

Prints dots, treated area, sessions with needle time, depth, pigment left, colour against
bare skin, remarks, and what each stage took. Lengths are mm, areas cm², pigment µg;
scalpSkinCm2 is all skin where scalp hair can grow, areaCm2 the part inside the hairline, and
treatedAreaCm2 the part of that which is asked to hold dots; dotsPerCm2 is over the last.
"needs" and each session tell needle time, visits, ink and cartridges: as planned, and p10 to p90,
between which eight in ten of 200 draws of what nobody measured lie.

--rates adds a quote; rates.json may hold any of these, 0 if left out:
  {"format":"dotwork-rates","version":1,"currency":"EUR","fixedFee":100,"perSession":150,
   "perHour":180,"perThousandDots":40,"perCm2":0,"taxShare":0.2,"taxIncluded":true,"depositShare":0.3}
"assumed" names the fields that rest on assumed constants.`,

  link: `
Examples:
  dotwork link my-plan.json --base-url https://example.com/dotwork/
  dotwork link norwood-4 --set density.dotsPerCm2=85 --qr code.svg
  dotwork link norwood-4 --view crown
  dotwork simulate 'https://example.com/dotwork/#plan=1.ACl-dm1a...'

The whole plan, title and notes too, stands behind the # of the link, which browsers send to nobody;
whoever has the link can read it. A link has at most 2,000 characters, what chat and mail programs
keep; a plan with much work by hand is longer and goes as a file. Scans and photographs do not travel.
Every command that takes a plan takes a link in its place.`,

  study: `
Examples:
  dotwork study depth-atlas --dry-run
  dotwork study depth-atlas -o atlas/
  dotwork study my-study.json -o out/ --workers 4
  dotwork study my-study.json -o out/ --resume

A study is a small JSON file: plans, heads, what varies about them, and what is kept of each run; see
docs/studies.md. Results come as they are ready, each whole; Ctrl-C keeps them, and --resume goes on.
The folder then holds results.csv, results.parquet, report.html and a contact sheet for each picture.

On many machines: --queue puts the runs into a Postgres database and waits for the results, and
"dotwork worker" takes them on any machine. "dotwork study status" and "cancel" look after them.`,

  worker: `
Examples:
  DOTWORK_QUEUE=postgres://me:secret@server/studies dotwork worker
  dotwork worker --queue postgres://me@server/studies --workers 4 --idle 600

Takes runs of this version of Dotwork, with or without a GPU. Before its first run beside others it
does one again that another worker did, and refuses to go on where its numbers differ. A worker that
goes away loses nothing: its runs are given out again after 30 s.`,

  cut: `
Examples:
  dotwork cut norwood-6 -o cut.png
  dotwork cut trainer-too-deep -o deep.png --age 365
  dotwork cut my-plan.json -o cut.png --dot 10452 --length-mm 3
  dotwork cut my-plan.json -o cut.png --at 12,150,40 --towards 0,0,1
  dotwork cut trainer-too-deep -o light.png --light

The columns are those the head is drawn from: ten depth bins a dot as they are at the age shown. Layers
are those of the skin there; above is the same skin as the eye sees it, at the same scale. The answer
lists every dot of the cut with borders and pigment of its bins.`,

  render: `
Examples:
  dotwork render norwood-6 -o after.png
  dotwork render norwood-6 -o before.png --before
  dotwork render norwood-6 -o five-years.png --age 1826 --view front --size 1600x1200
  dotwork render norwood-6 -o macro.png --eye 60,160,300 --target 20,110,80 --fov 10
  dotwork render norwood-6 -o density.png --map density --view crown

Every picture carries a line that says what it is, with title, seed, age and outcome. The same plan,
camera and adapter give the same bytes.`,

  photo: `
Examples:
  dotwork photo norwood-4 --photo client.jpg --points client.json -o after.png
  dotwork photo my-plan.json --photo side.jpg --point nasion=612,840 --point tragionLeft=1130,980 \\
    --point menton=640,1420 --point canthusLeft=760,850 --point outline=700,210 -o side-after.png

  dotwork photo norwood-4 --photo front.jpg --points front.json --photo back.jpg --points back.json \\
    -o both.png --project client.dotwork.zip
  dotwork photo client.dotwork.zip --age 1826 -o later.png

client.json: {"nasion": [612, 840], "tragionLeft": [1130, 980], "outline": [[700, 210], [420, 260]]}
Points: nasion, glabella, pronasale (tip of the nose), subnasale, menton, inion, and Left or Right of
tragion, canthus, ala (side of the nose), mouthCorner; left and right are the subject's. "outline" is
any place on the rim of the skull. Ten points serve well; the answer says how sure the fit is, in mm
on the scalp, and which point would help most. --find-points lets networks on this machine find those
of a face; ears, crown and rim are for you. The head's measures are found with the pose, unless
--head or --keep-head. Pixels that pigment would not change keep their bytes. Nothing leaves the machine. Several photographs
of one person share one head: what the front tells of it helps to pose the back. --points, --mask,
--strokes and --grey go with --photo by their order, "-" for none.

Dots show where skin is found: what has the colour of forehead and cheeks and hangs together with them,
or lies among hair. strokes.json corrects that, the later over the earlier:
[{"kind": "keep-out", "radiusPx": 30, "points": [[612, 340], [650, 360]]}], or "add". --grey tells
the colour of the light; with the share that the place gives back (0.18 for a grey card, 0.9 for
paper) skinSuggestion narrows. That is printed and never set: --set skin.type=III does. Without
--blur-px dots are as soft as the sharpest edges of the photograph.`,

  grid: `
Examples:
  dotwork grid norwood-6 -o years.png
  dotwork grid norwood-6 -o both.png --before --ages 30 --outcomes expected
  dotwork grid norwood-4 my-plan.json -o plans.png --view front
  dotwork grid norwood-6 -o hairline.png --ages 0,30,1825 --size 640x480 --view hairline
  dotwork grid norwood-6 -o sessions.png --sessions --view crown
  dotwork grid norwood-3-vertex -o life.png --years --set hair.lossPerDecade=1

One plan: a column for each age, a row for each outcome. Two to four plans: a column for each plan, a
row for each age. All pictures are taken from one place in one light; between ages only healing and
light are worked out again. A plan with no session done is shown as if all were, and that is said.
--sessions: a row for each session, as the client comes for it, on the day, 7 and 30 days on.
--years: healed, 5, 10 and 20 years on; hair goes on being lost and greys above, stays as today below.`,

  film: `
Examples:
  dotwork film norwood-6 -o turn --kind turn --seconds 6 --fps 12
  dotwork film norwood-6 -o growth --kind growth --view hairline
  dotwork film norwood-6 -o ageing --kind ageing --size 480x480
  ffmpeg -framerate 12 -i turn/%04d.png -pix_fmt yuv420p turn.mp4

Writes turn/0001.png and so on: coverage growing from the hairline outward, the camera going once
round the head, or five years from the day of the last session. Every frame says what it shows and
that it is a preview. The folder is new or empty, and comes whole or not at all. In the page a film is
one MP4 or WebM.`,

  check: `
Examples:
  dotwork check plan.json
  dotwork check norwood-6 --set technique.depositDepthMm=0.9 --json
  dotwork check plan.json --strict && dotwork render plan.json -o after.png

Each finding names its rule, the reason, who says so, how serious it is (risk: a fault clients would
see; warn: unusual; note: good to know) and where on the head it is. docs/checks.md lists the rules.
`,
  mark: `
Examples:
  dotwork mark practice-square-2026-03-02.json
  dotwork mark practice-square-2026-03-02.json --json | jq .short

Marks an exercise that the page exported (Train, Practise on a patch): spacing, evenness, gaps, clusters,
rows, depth, angle, dose and minutes, each with its limit and the rule it goes by. No GPU is needed.
docs/training.md tells how marks are found.
`,

  faults: `
Examples:
  dotwork faults --seed 7
  dotwork faults --seed 7 --cases 12 --faults 2 -o class/
  dotwork faults anna.json ben.json --csv > results.csv
  dotwork faults anna.json --json | jq .results[0].score

A seed makes the same set here and on the page (Train, Find the fault); -o writes one plan a case and
key.json. Answers name their set themselves. Scores are a rule that is told with them, places are mm on
the head. No GPU is needed. docs/training.md tells the faults and the score.
`,

  measure: `
Examples:
  dotwork measure norwood-4
  dotwork measure my-plan.json --set head.measuresMm.circumference=590 | jq .hairline

Prints landmarks and 10-20 places, tape and calliper measures of the head, the hairline against the
measured rules of its design, areas of regions and zones, and hair loss with its SALT score.
Lengths are mm along the skin where a tape would lie on it. Needs no GPU.`,

  plan: `
Examples:
  dotwork plan default > my-plan.json
  dotwork plan my-plan.json --set hairline.midFrontalMm=70 --set sessions.0.dilution=16

Reads a plan, applies the settings, checks it, and prints it whole.`,

  head: `
Examples:
  dotwork head client.obj
  dotwork head client.stl --unit cm -o head.glb
  dotwork head photos.obj --circumference-mm 572
  dotwork head odd.ply --landmark nasion=0,12.5,98 --landmark inion=0,9,-101 \\
    --landmark tragionLeft=73,0,0 --landmark tragionRight=-73,0,0

Prints the format, the unit guessed, the four points the head is placed by (in the scan's own
units), a report of what was repaired, and measures in mm. recognised is false where no head was
found: then give the four points. -o writes the head cleaned, placed and in metres; reading that
file asks nothing again. scalpSkinCm2 is all skin where scalp hair can grow, insideHairlineCm2 the
part inside the standard hairline. Lines of weight "look" may be wrong with the head.

sizeConfirmed is false where neither the file nor you said what one unit is: photogrammetry has no
scale, and 10 % are 21 % of skin and dots. --circumference-mm (a tape round the head above the brows)
or --unit settles it. --mirror is for files that are the mirror image of the head: no shape tells.`,

  lessons: `
Examples:
  dotwork lessons
  dotwork lessons depth
  dotwork lessons my-lesson.json

Without an argument: what is shipped, and the link of each. With one: the lesson is read, every plan in it
checked, and what it claims held against the engine. Status 2 where a claim does not hold. What a lesson
may hold: docs/training.md, presets/lesson.schema.json.`,

  presets: `
Examples:
  dotwork presets --kind case
  dotwork presets --kind skin
  dotwork presets --export norwood-4 -o my-plan.json

Cases can stand in for a plan file: dotwork simulate norwood-4. Presets of the other kinds
are parts of a plan; copy their "patch" into yours, or name their file, which means the default
plan with that part: dotwork render presets/skins/VI.json -o dark.png. --export writes a whole plan,
with what --set and --seed change; a name of two kinds is the case unless --kind says otherwise.`,

  optics: `
Examples:
  dotwork optics --skin II --depth-mm 0.3 --radius-mm 0.075 --absorption-per-mm 50
  dotwork optics --ita 20 --shape column --top-mm 0.08 --bottom-mm 0.5 --radius-mm 0.06 \\
    --pigment carbon-black --dilution 12 --dots-per-cm2 100
  dotwork optics --skin IV --depth-mm 0.2 --radius-mm 0.05 --absorption-per-mm 20 \\
    --layer papillary.thickness-mm=0.2 --layer epidermis.melanin=0.1 --reference 20000
  dotwork optics --skin II --profile 0.08:1,0.3:0.4 --radius-mm 0.06 --absorption-per-mm 20

Prints bandsNm, lateralMm, ratio (R/R0 of one dot by band, by lateral distance), and for skin, centre
and patch the colour: lab (D65, 2 degrees) and srgb (0 to 255), without what the surface mirrors.
centre is the axis of one dot; patch, with --spacing-mm or --dots-per-cm2, the mean of an endless
field of them on a triangular lattice. reference has photons, ratio and standardError; on a GPU
photons walk there, else on the CPU.

--profile is a column whose density goes straight from one depth to the next, in millimetres; it
begins at the first and ends at the last. --absorption-per-mm is that at density 1; a dose fills it.

A layer setting is <layer>.<field>=<value>. Layers: stratum-corneum, viable-epidermis,
papillary-dermis, upper-vascular-plexus, reticular-dermis, deep-vascular-plexus, subcutis (a word
that only one of them has is enough), or all. Fields: thickness-mm; melanin and blood, shares of
volume; vessel-radius-mm; anisotropy; reduced-scattering-per-mm at 500 nm; scattering-per-mm and
absorption-per-mm, the same at all wavelengths; index, of all layers together.`,

  uncertainty: `
Examples:
  dotwork uncertainty norwood-6
  dotwork uncertainty my-plan.json --members 400 -o bands.csv
  dotwork uncertainty my-plan.json -o sheet.png

What nobody measured is drawn together, so many times, from the ranges of docs/uncertainty.md; a sample of
the plan's own dots is put, healed and lit for each. Told are the middle and the band that holds eight
in ten: contrast, colour against bare skin, width and pigment from the day to 20 years, needle time and ink;
and which unknown each hangs on ("tornado": first-order Sobol shares of the variance). The plan's seed
is that of the draws, too.`,

  needle: `
Examples:
  dotwork needle norwood-6 --set technique.depthToldAs=extension
  dotwork needle my-plan.json --set operator.sinkPerHourMm=0.01

Deposit depth is where pigment ends; extension is how far the needle stands out. Both are told for thin and
thick skin and for a scar; depths that schools teach are read both ways; and how a hand stands by the
hour, the plan's and each skill's. How far skin gives way and how hands tire was never measured. No
GPU is needed.`,

  removal: `
Examples:
  dotwork removal norwood-6 --set healing.ageDays=365
  dotwork removal my-plan.json --set technique.depositDepthMm=1.2

Passes of a laser (1064 and 532 nm) and of saline on the plan's mean dot at the plan's age: contrast and
pigment left after each, how many until a dot is gone with the band for eight in ten, hairs that
may suffer, and warnings. One study of four scalps stands behind it; the rest is assumed
(docs/uncertainty.md). No GPU is needed.`,

  depthLadder: `
Examples:
  dotwork depth-ladder -o ladder.png
  dotwork depth-ladder my-plan.json --set technique.tipWeight=1 -o heavy-hand.png

One sheet: columns are deposit depths from 0.1 to 2 mm, rows the six skin types fresh, healed and
after five years. Needle, ink, hand and healing are the plan's; its depth, skin and age are not
used, and the hand's scatter in depth is left out so that the columns do not mix.`,

  demo: `
Examples:
  dotwork demo
  dotwork demo -o pictures --size 800x800

Three pictures of the default plan: before, after as healed, and five years on.`,

  serve: `
Examples:
  dotwork serve
  dotwork serve --port 8080
  dotwork serve --port 0 --quiet

Prints its address as JSON and serves until Ctrl-C. Only this machine reaches it unless --host says
otherwise. Every answer carries a policy that lets the page ask nobody else for anything; once it was
opened, the page works without the server too, until the browser's storage is cleared.`,

  gpu: `
Examples:
  dotwork gpu
  dotwork gpu --adapter software

Without a GPU, the software one of the package @sparticuz/chromium is used if that is installed
(Linux only, slow). --adapter hardware refuses it.`,
} as const;
