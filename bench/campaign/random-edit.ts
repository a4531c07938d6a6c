import type { Page } from 'playwright-core';

/** Fields with their ends: what people move most, cheap and dear. */
const FIELDS: readonly (readonly [path: string, low: number, high: number])[] = [
  ['technique.depositDepthMm', 0.2, 1.2],
  ['healing.ageDays', 0, 3650],
  ['density.dotsPerCm2', 10, 40],
  ['hairline.midFrontalMm', 60, 90],
  ['hairline.templeRecessionMm', 0, 40],
  ['hairline.halfWidthMm', 45, 90],
  ['hairline.gradientMm', 0, 30],
  ['skin.melanosomeFraction', 0.005, 0.2],
  ['hair.stubbleMm', 0, 2],
  ['operator.depthSdMm', 0, 0.2],
];

/** One thing a person does: moves a slider in a few steps, takes a step back, or does it again. */
export async function randomEdit(page: Page, random: () => number): Promise<void> {
  const what = random();
  if (what < 0.2) {
    await page.evaluate((redo) => {
      const { document: plan } = window.dotwork;
      if (redo) plan.redo();
      else plan.undo();
    }, what < 0.08);
  } else {
    const [path, low, high] = FIELDS[Math.floor(random() * FIELDS.length)]!;
    const values = Array.from({ length: 3 }, () => low + random() * (high - low));
    await page.evaluate(
      async ([where, steps]) => {
        const { document: plan } = window.dotwork;
        const [section, field] = where.split('.') as [string, string];
        plan.beginGesture(field);
        for (const value of steps) {
          plan.edit(field, (draft) => {
            (draft as unknown as Record<string, Record<string, number>>)[section]![field] = value;
          });
          await new Promise((resolve) => requestAnimationFrame(resolve));
        }
        plan.endGesture();
      },
      [path, values] as const,
    );
  }
  if (random() < 0.5) await page.evaluate(() => window.dotwork.idle());
}
