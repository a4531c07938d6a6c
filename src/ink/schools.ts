/** Depths that are called right, by who says so: whether deposit or extension is meant, none says. */
export const SCHOOLS: readonly {
  readonly name: string;
  readonly fromMm: number;
  readonly toMm: number;
  readonly source: string;
}[] = [
  { name: '0.3 to 1.2 mm', fromMm: 0.3, toMm: 1.2, source: 'a clinic’s blog' },
  {
    name: '0.5 mm',
    fromMm: 0.5,
    toMm: 0.5,
    source: 'two clinics (hairdoctornyc.com, scalpsolutions.co.uk)',
  },
  {
    name: 'about 1 mm',
    fromMm: 1,
    toMm: 1,
    source: 'a course and a clinic (thedermatographyclinic.com)',
  },
  { name: '0.5 to 1.5 mm', fromMm: 0.5, toMm: 1.5, source: 'a course (doctorstudio.co)' },
  {
    name: '1.5 to 2 mm',
    fromMm: 1.5,
    toMm: 2,
    source: 'a clinic and a syllabus (dermmicro.com, masterymind.co.uk)',
  },
  { name: 'about 2 mm', fromMm: 2, toMm: 2, source: 'a studio (uppercutstattooshop.com)' },
];
