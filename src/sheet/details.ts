import * as z from 'zod';
import { DotworkError } from '../base/errors.ts';
import { say } from '../base/language/say.ts';
import { PIGMENTS_SOLD } from '../plan/sections/treatment.ts';

const line = (most: number) => z.string().trim().max(most);

/** A bottle of ink as its label has it: what Regulation (EU) 2020/2081 lets a client ask for. */
const bottle = z.strictObject({
  pigment: z.enum(PIGMENTS_SOLD),
  brand: line(80).optional(),
  maker: line(160).optional(),
  lot: line(40).optional(),
  expires: line(20).optional(),
  ingredients: line(600).optional(),
});

/** What a sheet says that no plan holds. All of it may be left out, and is then a line to write on. */
const sheetDetails = z.strictObject({
  client: line(80).optional(),
  clinic: line(120).optional(),
  technician: line(80).optional(),
  contact: line(160).optional(),
  bottles: z.array(bottle).max(6).optional(),
  aftercare: z.array(line(240)).max(20).optional(),
});

export type SheetDetails = z.infer<typeof sheetDetails>;

/**
 * Reads details as JSON has them.
 *
 * @throws DotworkError `file` that names the field and what it may be.
 */
export function readSheetDetails(json: unknown): SheetDetails {
  const read = sheetDetails.safeParse(json);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  const path = issue!.path.join('.') || say('the whole');
  throw new DotworkError(
    'file',
    say('In the details of the sheet, {path}: {message}.', { path, message: issue!.message }),
    say(
      'Details are client, clinic, technician, contact (texts), bottles (pigment, brand, maker, lot, expires, ingredients) and aftercare (a list of texts).',
    ),
  );
}
